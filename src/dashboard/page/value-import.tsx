import { useState } from 'preact/hooks';
import { errorText } from '../../web/page/request.ts';
import type { ValueChange, ValuePreview } from '../protocol-log.ts';
import { post } from './api.ts';
import { useDashboard } from './context.ts';
import { ActionButton } from './dialog.tsx';
import { AssetName } from './entries.tsx';
import { formatNumber } from './parts.tsx';

/** What the server takes: a file, compressed. */
interface ChosenFile {
  readonly name: string;
  readonly content: string;
  readonly allowUnknown: boolean;
}

/** The most that fits in one request; larger files take the command line. */
const MAX_CONTENT = 60_000;
const TOO_LARGE = 'This file is too large for a page. On the command line: petbank values import FILE';

/** Why values can't be set here; null: they can. */
function useWhyNotWritten(canWrite: boolean): string | null {
  const { me } = useDashboard();
  if (!canWrite) return 'The values of this bank are fixed: VALUES is not live';
  return me.level === 'admin' ? null : 'Needs the admin token: values bound what staff move alone';
}

/** Values from a file: looked at first, then imported as it was looked at. */
export function ValueImport({ canWrite }: { readonly canWrite: boolean }) {
  const { say } = useDashboard();
  const whyNot = useWhyNotWritten(canWrite);
  const [isUnknownAllowed, setUnknownAllowed] = useState(false);
  const [seen, setSeen] = useState<{ readonly file: ChosenFile; readonly preview: ValuePreview } | null>(
    null,
  );
  const [error, setError] = useState('');
  const choose = async (chosen: File): Promise<void> => {
    setSeen(null);
    setError('');
    try {
      const content = await compress(chosen);
      if (content.length > MAX_CONTENT) throw new Error(TOO_LARGE);
      const file = { name: chosen.name, content, allowUnknown: isUnknownAllowed };
      setSeen({ file, preview: await post<ValuePreview>('values/preview', file) });
    } catch (cause) {
      setError(errorText(cause));
    }
  };
  const bring = async (reason: string): Promise<void> => {
    await post('values/import', { ...seen?.file, reason });
    say('Imported. In use within 15 seconds');
    setSeen(null);
  };
  return (
    <>
      <p>
        A table with a first row of names, such as <code>id,variant,shiny,chroma,value</code>, or a list in
        JSON. All lines are imported or none.
      </p>
      <div class="chosen">
        <label class="checked">
          <input
            type="checkbox"
            checked={isUnknownAllowed}
            onChange={({ currentTarget }) => setUnknownAllowed(currentTarget.checked)}
          />
          Take names that no list has as ids
        </label>
        <label class="labelled">
          A file that ends with .csv, .tsv, .txt or .json
          <input
            type="file"
            accept=".csv,.tsv,.txt,.json"
            disabled={whyNot !== null}
            title={whyNot ?? undefined}
            onChange={({ currentTarget }) => {
              const [file] = currentTarget.files ?? [];
              if (file) void choose(file);
              // The same file can be chosen again, once it was changed.
              currentTarget.value = '';
            }}
          />
        </label>
      </div>
      {whyNot !== null && <p class="quiet">{whyNot}.</p>}
      <p role="alert" class="wrong lines">
        {error}
      </p>
      {seen && (
        <>
          <Preview preview={seen.preview} />
          <ActionButton opens="Import it" title={`Import ${seen.file.name}?`} tone="bad" onAct={bring}>
            <p>It changes what {formatNumber(seen.preview.changed)} pets are worth. Staff are told.</p>
          </ActionButton>
        </>
      )}
    </>
  );
}

async function compress(file: Blob): Promise<string> {
  const packed = file.stream().pipeThrough(new CompressionStream('gzip'));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

const Preview = ({ preview }: { readonly preview: ValuePreview }) => {
  const { pets, named, unknown, changed, changes } = preview;
  return (
    <div role="status">
      <p>
        {formatNumber(pets)} pets, each form for itself; {formatNumber(changed)} of them change.
        {named > 0 && ` ${formatNumber(named)} are called by another name, taken as their id.`}
      </p>
      {unknown.length > 0 && <p class="wrong">No list has these: {unknown.join(', ')}</p>}
      <ul class="changes" aria-label="What changes most">
        {changes.map((change) => (
          <ChangeLine key={JSON.stringify(change.asset)} change={change} />
        ))}
      </ul>
    </div>
  );
};

const ChangeLine = ({ change: { asset, before, after } }: { readonly change: ValueChange }) => (
  <li>
    <AssetName asset={asset} />{' '}
    <span class="number">
      {before === null ? 'unknown' : formatNumber(before)} →{' '}
      {after === null ? 'BIG Games’ prices' : formatNumber(after)}
    </span>
  </li>
);

/** The worth of one form of a pet, by hand. */
export function SetValue({ asset, canWrite }: { readonly asset: string; readonly canWrite: boolean }) {
  const { say } = useDashboard();
  const whyNot = useWhyNotWritten(canWrite);
  const [value, setValue] = useState('');
  const set = async (reason: string): Promise<void> => {
    await post('values/set', { asset, value: value === '' ? null : Number(value), reason });
    say('Set. In use within 15 seconds');
  };
  return (
    <ActionButton
      opens="Set it by hand"
      label="Set it"
      title="What is one worth?"
      whyNot={whyNot}
      onAct={set}
    >
      <label class="labelled">
        In gems; empty: BIG Games’ prices count again
        <input
          type="number"
          min={0}
          step={1}
          value={value}
          onInput={({ currentTarget }) => setValue(currentTarget.value)}
        />
      </label>
    </ActionButton>
  );
}
