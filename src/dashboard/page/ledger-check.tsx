import { useEffect, useRef, useState } from 'preact/hooks';
import { errorText } from '../../web/page/request.ts';
import { type ChainCheck, checkChain, readHead } from './check-chain.ts';
import { formatNumber, Link, Section } from './parts.tsx';

type View =
  | { readonly kind: 'idle' }
  | { readonly kind: 'busy'; readonly done: number; readonly of: number }
  | { readonly kind: 'done'; readonly check: ChainCheck }
  | { readonly kind: 'failed'; readonly error: string };

/** Hashes the whole log in this browser, and looks for a head that was kept outside of the bank. */
export function LedgerCheck() {
  const [written, setWritten] = useState('');
  const { view, start, stop } = useCheck();
  const head = readHead(written);
  const canHash = globalThis.crypto?.subtle !== undefined;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (head) void start(head);
  };
  return (
    <>
      <p class="breadcrumb">
        <Link to="ledger">The ledger</Link>
      </p>
      <h1>Check the chain</h1>
      <p class="lead">
        Each transaction carries the hash of the one before. Paste a head that you kept: the bot posts one to
        the staff channel every hour, and backups and <code>verify-ledger</code> print theirs. This browser
        then computes every hash by itself. If the head is among them, nobody has changed anything that came
        before it.
      </p>
      <Section title="A head that you kept">
        {!canHash && (
          <p class="note warning">
            Browsers compute hashes only on pages that come by https, or from this machine.
          </p>
        )}
        <form onSubmit={submit}>
          <label class="labelled">
            Its number and hash, such as 42:6b86b2…, or the hash alone
            <input
              class="wide"
              spellcheck={false}
              autocomplete="off"
              maxLength={90}
              value={written}
              aria-invalid={written.trim() !== '' && head === null}
              onInput={({ currentTarget }) => setWritten(currentTarget.value)}
            />
          </label>
          <div class="row">
            <button
              type="submit"
              class="button primary"
              disabled={head === null || !canHash || view.kind === 'busy'}
              title={head === null ? 'Paste 64 digits of a hash first' : undefined}
            >
              Check it here
            </button>
            {view.kind === 'busy' && (
              <button type="button" class="button" onClick={stop}>
                Stop
              </button>
            )}
          </div>
        </form>
        <Outcome view={view} />
      </Section>
    </>
  );
}

function useCheck() {
  const [view, setView] = useState<View>({ kind: 'idle' });
  const running = useRef<AbortController | null>(null);
  const stop = (): void => running.current?.abort();
  useEffect(() => stop, []);
  const start = async (head: NonNullable<ReturnType<typeof readHead>>): Promise<void> => {
    const mine = new AbortController();
    running.current = mine;
    setView({ kind: 'busy', done: 0, of: 0 });
    const onProgress = (done: number, of: number): void => setView({ kind: 'busy', done, of });
    try {
      setView({ kind: 'done', check: await checkChain(head, { onProgress, signal: mine.signal }) });
    } catch (error) {
      setView(mine.signal.aborted ? { kind: 'idle' } : { kind: 'failed', error: errorText(error) });
    }
  };
  return { view, start, stop };
}

function Outcome({ view }: { readonly view: View }) {
  switch (view.kind) {
    case 'idle':
      return null;
    case 'busy':
      return (
        <p role="status">
          {formatNumber(view.done)} of {formatNumber(view.of)} transactions{' '}
          <progress max={view.of || 1} value={view.done} />
        </p>
      );
    case 'failed':
      return (
        <p role="alert" class="error">
          {view.error}
        </p>
      );
    case 'done':
      return <Verdict check={view.check} />;
    default:
      return view satisfies never;
  }
}

function Verdict({ check }: { readonly check: ChainCheck }) {
  switch (check.kind) {
    case 'sound':
      return (
        <p role="status" class="note good">
          <strong>The chain holds.</strong> This browser computed the hashes of all{' '}
          {formatNumber(check.count)} transactions, and your head is that of t-{check.foundAt}: nothing up to
          there was changed since you kept it.
        </p>
      );
    case 'missing':
      return (
        <p role="alert" class="note bad">
          <strong>Your head is not in this chain.</strong> It has {formatNumber(check.count)} transactions and
          holds in itself, but it never had this head. It may be another bank’s; if it is this one’s, its log
          was rewritten or cut. Halt the bank, and see “The ledger is broken” in docs/OPERATIONS.md.
        </p>
      );
    case 'broken':
      return (
        <p role="alert" class="note bad">
          <strong>The chain is broken at t-{check.seq}.</strong> What is stored there does not have the hash
          that it says. Halt the bank, and see “The ledger is broken” in docs/OPERATIONS.md.
        </p>
      );
    default:
      return check satisfies never;
  }
}
