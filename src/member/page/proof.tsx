import { useState } from 'preact/hooks';
import { findProofError, proofFile } from '../../check-proof.ts';
import { errorText } from '../../web/page/request-error.ts';
import { get } from './api.ts';
import { formatNumber } from './parts.tsx';

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
      <h2 id="proof-title">Am I counted?</h2>
      <p>
        The bank publishes the sum of all that it owes on its <a href="/proof">proof page</a>. Your own
        browser checks here that everything you have is in that sum, and believes nobody’s word.
      </p>
      <p class="start">
        <button type="button" class="main-button" onClick={check} disabled={verdict.kind === 'checking'}>
          Check it now
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
      return 'Checking …';
    case 'good':
      return verdict.kinds === 0
        ? 'When the bank last counted, you had nothing in it.'
        : `All ${verdict.kinds} kinds that you had at step ${formatNumber(verdict.seq)} are counted.`;
    case 'bad':
      return verdict.text;
    default:
      return verdict satisfies never;
  }
}

async function judge(): Promise<Verdict> {
  if (!globalThis.isSecureContext)
    return { kind: 'bad', text: 'Your browser can only check this over https.' };
  const proof = proofFile.parse(await get<unknown>('proof'));
  const published = await fetch('/proof', { headers: { accept: 'application/json' } });
  const { liabilitiesRoot }: { readonly liabilitiesRoot?: string } = await published.json();
  const error = await findProofError(proof);
  if (error !== undefined) return { kind: 'bad', text: `It does not hold. ${error}. Tell other members.` };
  if (liabilitiesRoot !== proof.liabilitiesRoot)
    return { kind: 'bad', text: 'The bank has just counted anew. Check once more.' };
  return { kind: 'good', kinds: proof.assets.length, seq: proof.seq };
}
