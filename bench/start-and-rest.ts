import { join } from 'node:path';
import type { ClientKey } from '../src/cli/signed-client.ts';
import type { Effort } from './contest.ts';
import { startBank } from './server.ts';
import { median } from './statistics.ts';

/** How long the bank idles, as a multiple of a measurement. */
const REST = 2;

export interface StartAndRest {
  readonly startMs: number;
  /** Memory that the process holds (RSS) when it has done nothing for a while, in MiB. */
  readonly idleMiB: number;
}

/** Measures how fast the bank starts on an existing database, and how much memory it takes while idle. */
export async function measureStartAndRest(
  folder: string,
  key: ClientKey,
  { rounds, seconds }: Effort,
): Promise<StartAndRest> {
  const own = `file:${join(folder, 'start.db')}`;
  await (await startBank(own, key)).stop();
  const starts: number[] = [];
  let idleMiB = 0;
  for (let round = 0; round < rounds; round += 1) {
    const bank = await startBank(own, key);
    starts.push(bank.startedInMs);
    if (round === rounds - 1) {
      await Bun.sleep(REST * seconds * 1000);
      idleMiB = bank.residentMiB();
    }
    await bank.stop();
  }
  return { startMs: median(starts), idleMiB };
}
