import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { errorText } from '../../web/page/request.ts';
import type { Tone } from './parts.tsx';

interface ActionDialogProps {
  readonly title: string;
  readonly label: string;
  readonly tone?: Tone;
  /** What will happen, and what else is asked for. */
  readonly children?: ComponentChildren;
  /** Whether the ledger keeps a reason. */
  readonly asksWhy?: boolean;
  readonly isReady?: boolean;
  readonly onAct: (reason: string) => Promise<unknown>;
  readonly onClose: () => void;
}

/** Asks before something is done, and why. It stays open, with the error, where it could not be done. */
export function ActionDialog(props: ActionDialogProps) {
  const { title, label, tone = 'plain', children, asksWhy = true, isReady = true, onAct, onClose } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const [reason, setReason] = useState('');
  const [error, setError] = useState('');
  const [isBusy, setBusy] = useState(false);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  const act = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    try {
      await onAct(reason.trim());
      onClose();
    } catch (cause) {
      setError(errorText(cause));
      setBusy(false);
    }
  };
  return (
    <dialog ref={dialog} aria-label={title} onClose={onClose} class="dialog">
      <form onSubmit={act}>
        <h2>{title}</h2>
        {children}
        {asksWhy && <Reason value={reason} onChange={setReason} />}
        <p role="alert" class="wrong">
          {error}
        </p>
        <div class="row end">
          <button type="button" class="button" onClick={() => dialog.current?.close()}>
            Leave it
          </button>
          <button
            type="submit"
            class={`button ${tone === 'bad' ? 'danger' : 'primary'}`}
            disabled={isBusy || !isReady}
          >
            {label}
          </button>
        </div>
      </form>
    </dialog>
  );
}

function Reason({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }) {
  return (
    <label class="labelled">
      Why? This stays in the ledger for good
      <textarea
        rows={3}
        required
        minLength={3}
        maxLength={500}
        placeholder="What happened, and how you know. No names of people."
        value={value}
        onInput={({ currentTarget }) => onChange(currentTarget.value)}
      />
    </label>
  );
}

interface ActionButtonProps extends Omit<ActionDialogProps, 'onClose' | 'label'> {
  /** On the button that opens the dialog; `label` is on the one that acts. */
  readonly opens: string;
  readonly label?: string;
  /** Why it can't be pressed; null: it can. */
  readonly whyNot?: string | null;
}

/** A button that opens a dialog, or says why it can't be pressed. */
export function ActionButton({ opens, label = opens, whyNot = null, ...dialog }: ActionButtonProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        class={`button ${dialog.tone === 'bad' ? 'danger' : dialog.tone === 'good' ? 'primary' : ''}`}
        disabled={whyNot !== null}
        title={whyNot ?? undefined}
        onClick={() => setOpen(true)}
      >
        {opens}
      </button>
      {isOpen && <ActionDialog label={label} {...dialog} onClose={() => setOpen(false)} />}
    </>
  );
}
