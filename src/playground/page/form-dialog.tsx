import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import type { TranslatedForm } from '../chat/protocol.ts';
import { Button } from './button.tsx';
import { text } from './words.ts';

interface FormDialogProps {
  readonly form: TranslatedForm;
  readonly onClose: () => void;
  readonly onSend: (fields: Readonly<Record<string, string>>) => void;
}

/** A form over the page. Esc closes it, and the pressed button has the focus again. */
export function FormDialog({ form, onClose, onSend }: FormDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!(event.currentTarget instanceof HTMLFormElement)) return;
    const data = new FormData(event.currentTarget);
    onSend(Object.fromEntries(form.inputs.map(({ name }) => [name, String(data.get(name) ?? '')])));
    dialog.current?.close();
  };
  return (
    <dialog ref={dialog} aria-label={form.title} onClose={onClose}>
      <form onSubmit={send}>
        <h2>{form.title}</h2>
        {form.inputs.map((input) => (
          <FormField key={input.name} input={input} />
        ))}
        <div class="row">
          <Button label={text('playground.send')} />
          <Button
            label={text('playground.cancel')}
            tone="secondary"
            onClick={() => dialog.current?.close()}
          />
        </div>
      </form>
    </dialog>
  );
}

function FormField({ input }: { input: TranslatedForm['inputs'][number] }) {
  const { name, label, isLong, isOptional = false, value, placeholder, minLength, maxLength } = input;
  const id = useId();
  const attributes = { name, placeholder, minLength, maxLength, required: !isOptional, defaultValue: value };
  return (
    <div class="labelled">
      <label for={id}>{label}</label>
      {isLong ? <textarea id={id} rows={4} {...attributes} /> : <input id={id} {...attributes} />}
    </div>
  );
}
