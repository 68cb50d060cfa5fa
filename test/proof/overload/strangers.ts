import { READER, STRANGER, TELLER } from '../../support/keys.ts';
import { write } from '../races/ask.ts';
import { depositOf, FLOODED, openAll } from './flood.ts';

/** How often each was answered while strangers flooded the bank. */
export interface Besieged {
  readonly refused: number;
  readonly deposits: number;
  readonly reads: number;
}

/**
 * Strangers send what isn't rightly signed as fast as it is refused, while one teller deposits and one reader
 * looks.
 */
export async function besiege(
  url: string,
  { strangers, seconds }: { strangers: number; seconds: number },
): Promise<Besieged> {
  const forged = depositOf('forged', STRANGER);
  const wires = await openAll(url, strangers + 2);
  const until = performance.now() + seconds * 1000;

  async function askOn(requestAt: (count: number) => string): Promise<number> {
    const wire = wires.pop();
    let count = 0;
    for (; wire && performance.now() < until; count += 1) await wire.send(requestAt(count));
    wire?.close();
    return count;
  }

  const target = `/user/${FLOODED}/inventory`;
  const [deposits, reads, ...refused] = await Promise.all([
    askOn((count) => depositOf(`besieged-${count}`, TELLER)),
    askOn(() => write({ key: READER, target }, Date.now())),
    ...Array.from({ length: strangers }, () => askOn(() => forged)),
  ]);
  return { deposits, reads, refused: refused.reduce((sum, count) => sum + count, 0) };
}
