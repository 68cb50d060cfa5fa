import { TELLER } from '../../support/keys.ts';
import { openWire, type Wire, type WireAnswer } from '../races/wire.ts';
import { depositOf } from './flood.ts';

/** Deposits that came at a steady rate, whether or not those before were answered. */
export interface Paced {
  /** Every kind of answer, with one of them. */
  readonly kinds: ReadonlyMap<number, { readonly count: number; readonly example: WireAnswer }>;
  readonly credited: readonly string[];
  /** How long after its time each was answered, in milliseconds. */
  readonly durations: readonly number[];
}

/** How many may be opened: a client that falls behind by more has failed. */
const MAX_WIRES = 2_000;
/** A bank hangs up on a connection that was idle for 30 seconds: one that comes near is opened anew. */
const OLD_MS = 10_000;

/** Sends so many deposits a second, each at its time: on a connection that is free, or a new one. */
export async function pace(
  url: string,
  { perSecond, seconds }: { readonly perSecond: number; readonly seconds: number },
): Promise<Paced> {
  const kinds = new Map<number, { count: number; example: WireAnswer }>();
  const credited: string[] = [];
  const durations: number[] = [];
  const free: { readonly wire: Wire; readonly usedAt: number }[] = [];
  let wires = 0;

  /** The one that was used last; where that is old, all are. */
  async function takeWire(): Promise<Wire> {
    const last = free.pop();
    if (last && performance.now() - last.usedAt < OLD_MS) return last.wire;
    const old = [...free.splice(0), ...(last ? [last] : [])];
    for (const { wire } of old) wire.close();
    wires += 1 - old.length;
    if (wires > MAX_WIRES) throw new Error(`${MAX_WIRES} deposits wait for their answers`);
    return openWire(url);
  }

  async function deposit(tradeId: string, dueAt: number): Promise<void> {
    const wire = await takeWire();
    const answer = await wire.send(depositOf(tradeId, TELLER));
    durations.push(performance.now() - dueAt);
    kinds.set(answer.status, { count: (kinds.get(answer.status)?.count ?? 0) + 1, example: answer });
    if (answer.status === 200) credited.push(tradeId);
    free.push({ wire, usedAt: performance.now() });
  }

  const startedAt = performance.now();
  const sent: Promise<void>[] = [];
  for (let count = 0; count < perSecond * seconds; count += 1) {
    const dueAt = startedAt + (count * 1000) / perSecond;
    const earlyMs = dueAt - performance.now();
    if (earlyMs > 0) await Bun.sleep(earlyMs);
    sent.push(deposit(`paced-${count}`, dueAt));
  }
  await Promise.all(sent);
  for (const { wire } of free) wire.close();
  return { kinds, credited, durations };
}
