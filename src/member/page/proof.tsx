import { useState } from 'preact/hooks';
import { findProofError, proofFile } from '../../check-proof.ts';
import { errorText } from '../../web/page/request.ts';
import { get } from './api.ts';
import { t, text } from './words.tsx';

type Verdict =
  | { readonly kind: 'none' }
  | { readonly kind: 'checking' }
  | { readonly kind: 'good'; readonly kinds: number; readonly seq: number }
  | { readonly kind: 'bad'; readonly text: string };

/** Checks in this browser that all they own is counted in what the bank says it owes to all. */
export function Proof() {
  const [verdict, setVerdict] = useState<Verdict>({ kind: 'none' });
  const check = (): void => {
    setVerdict({ kind: 'checking' });
    judge().then(setVerdict, (cause: unknown) => setVerdict({ kind: 'bad', text: errorText(cause) }));
  };
  return (
    <section class="card check" aria-labelledby="proof-title">
      <h2 id="proof-title">{t('me.counted')}</h2>
      <p>{t('me.counted-how', { page: <a href="/proof">{t('me.proof-page')}</a> })}</p>
      <p class="start">
        <button type="button" class="main-button" onClick={check} disabled={verdict.kind === 'checking'}>
          {t('me.check')}
        </button>
      </p>
      <p role="status" class={verdict.kind}>
        {describe(verdict)}
      </p>
    </section>
  );
}

function describe(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'none':
      return '';
    case 'checking':
      return text('me.checking');
    case 'good':
      return verdict.kinds === 0
        ? text('me.counted-nothing')
        : text('me.counted-all', { count: verdict.kinds, seq: verdict.seq });
    case 'bad':
      return verdict.text;
    default:
      return verdict satisfies never;
  }
}

async function judge(): Promise<Verdict> {
  if (!globalThis.isSecureContext) return { kind: 'bad', text: text('me.needs-https') };
  const proof = proofFile.parse(await get<unknown>('proof'));
  const published = await fetch('/proof', { headers: { accept: 'application/json' } });
  const { liabilitiesRoot }: { readonly liabilitiesRoot?: string } = await published.json();
  const error = await findProofError(proof);
  if (error !== undefined) return { kind: 'bad', text: text('me.does-not-hold', { why: error }) };
  if (liabilitiesRoot !== proof.liabilitiesRoot) return { kind: 'bad', text: text('me.counted-anew') };
  return { kind: 'good', kinds: proof.assets.length, seq: proof.seq };
}
