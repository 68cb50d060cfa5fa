import { useState } from 'preact/hooks';
import type { ControlData, ReplyData, TranslatedForm } from '../chat/protocol.ts';
import { post } from './api.ts';
import { Button } from './button.tsx';
import { FormDialog } from './form-dialog.tsx';
import { usePageContext } from './page-context.ts';
import { text } from './words.ts';

/** Buttons and menus. The member selected at the moment uses them. */
export function Controls({ rows }: Pick<ReplyData, 'rows'>) {
  if (rows.length === 0) return null;
  return (
    <div class="controls">
      {rows.map((row) => (
        <div key={row[0]?.id} class="row">
          {row.map((control) => (
            <Control key={control.id} control={control} />
          ))}
        </div>
      ))}
    </div>
  );
}

function Control({ control }: { control: ControlData }) {
  const { me, attempt } = usePageContext();
  const [isBusy, setBusy] = useState(false);
  const [form, setForm] = useState<TranslatedForm | null>(null);
  const pressed = { memberId: me.id, controlId: control.id };
  const act = (work: () => Promise<unknown>): void => {
    setBusy(true);
    attempt(() => work().finally(() => setBusy(false)));
  };
  const send = (given: { values?: readonly string[]; fields?: Readonly<Record<string, string>> }) =>
    post('press', { ...pressed, values: [], fields: {}, ...given });
  const press = async (): Promise<void> => {
    const opened = control.kind === 'form' ? await post<TranslatedForm | null>('form', pressed) : null;
    if (opened) setForm(opened);
    else await send({});
  };
  if (control.kind === 'menu') {
    return <MenuControl menu={control} isBusy={isBusy} onChoose={(values) => act(() => send({ values }))} />;
  }
  const { label, style = 'secondary', isDisabled = false, whyNot } = control;
  return (
    <>
      <Button
        label={label}
        tone={style}
        disabled={(isDisabled && whyNot === undefined) || isBusy}
        whyNot={whyNot}
        onClick={() => act(press)}
      />
      {form && (
        <FormDialog
          form={form}
          onClose={() => setForm(null)}
          onSend={(fields) => act(() => send({ fields }))}
        />
      )}
    </>
  );
}

interface MenuProps {
  readonly menu: Extract<ControlData, { kind: 'menu' }>;
  readonly isBusy: boolean;
  readonly onChoose: (values: readonly string[]) => void;
}

/** A list that opens. A single choice is sent at once; several are ticked first. */
function MenuControl({ menu, isBusy, onChoose }: MenuProps) {
  const { placeholder, choices, most = 1 } = menu;
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const isMany = most > 1;
  const toggle = (value: string): void =>
    setTicked(ticked.includes(value) ? ticked.filter((other) => other !== value) : [...ticked, value]);
  return (
    <details class="menu">
      <summary>{placeholder}</summary>
      <fieldset disabled={isBusy}>
        <legend class="unseen">{placeholder}</legend>
        {choices.map(({ label, value, hint }) => (
          <button
            key={value}
            type="button"
            class="choice"
            aria-pressed={isMany ? ticked.includes(value) : undefined}
            disabled={isMany && !ticked.includes(value) && ticked.length >= most}
            onClick={() => (isMany ? toggle(value) : onChoose([value]))}
          >
            {label}
            {hint !== undefined && <small>{hint}</small>}
          </button>
        ))}
        {isMany && (
          <Button
            label={text('playground.choose', { count: ticked.length, most })}
            whyNot={ticked.length === 0 ? text('playground.tick-one') : null}
            onClick={() => onChoose(ticked)}
          />
        )}
      </fieldset>
    </details>
  );
}
