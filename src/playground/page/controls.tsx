import { useState } from 'preact/hooks';
import type { Card, CardControl, Form } from '../chat/wire.ts';
import { post } from './api.ts';
import { FormDialog } from './form-dialog.tsx';
import { MenuControl } from './menu-control.tsx';
import { useView } from './view.ts';

/** What can be pressed. Whoever one is at the moment presses it. */
export function Controls({ rows }: Pick<Card, 'rows'>) {
  if (rows.length === 0) return null;
  return (
    <div class="controls">
      {rows.map((row) => (
        <div key={row[0]?.id} class="row">
          {row.map((control) => (
            <OneControl key={control.id} control={control} />
          ))}
        </div>
      ))}
    </div>
  );
}

interface Given {
  readonly values?: readonly string[];
  readonly fields?: Readonly<Record<string, string>>;
}

function OneControl({ control }: { control: CardControl }) {
  const { me, attempt } = useView();
  const [isBusy, setBusy] = useState(false);
  const [form, setForm] = useState<Form | null>(null);
  const sent = { memberId: me.id, controlId: control.id };
  const act = (work: () => Promise<unknown>): void => {
    setBusy(true);
    attempt(() => work().finally(() => setBusy(false)));
  };
  const use = ({ values = [], fields = {} }: Given): Promise<unknown> =>
    post('press', { ...sent, values, fields });
  const press = async (): Promise<void> => {
    const opened = control.kind === 'form' ? await post<Form | null>('form', sent) : null;
    if (opened) setForm(opened);
    else await use({});
  };
  if (control.kind === 'menu') {
    return <MenuControl menu={control} isBusy={isBusy} onChoose={(values) => act(() => use({ values }))} />;
  }
  const { label, style = 'secondary', isDisabled = false } = control;
  return (
    <>
      <button
        type="button"
        class={`button ${style}`}
        disabled={isDisabled || isBusy}
        onClick={() => act(press)}
      >
        {label}
      </button>
      {form && (
        <FormDialog
          form={form}
          onClose={() => setForm(null)}
          onSend={(fields) => act(() => use({ fields }))}
        />
      )}
    </>
  );
}
