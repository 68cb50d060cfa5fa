import { runMaintenance } from '../../../src/app/background.ts';
import type { Bench } from './bench.ts';
import { Broken } from './broken.ts';
import { type Call, capture } from './call.ts';
import { applyExpiry, isDue } from './time.ts';
import { openOf, type World } from './world.ts';

/** The bank's own housekeeping, as a process does it every few seconds. */
export const sweep = ({ driver }: Bench, now: number): Call => ({
  operation: 'sweep',
  text: 'bank: keeps house',
  by: 'bank',
  async send(book) {
    const actual = await capture(() => runMaintenance({ book, driver, clock: () => now }));
    return {
      judge(world: World) {
        const reason = actual.error ?? actual.refusal;
        if (reason !== undefined) throw new Broken('no errors', `keeping house ended with ${reason}`);
        const found = new Set(
          applyExpiry(
            world,
            openOf(world).filter((withdrawal) => isDue(world, withdrawal)),
          ),
        );
        const outcomes = found.size > 0 ? [...found].map((status) => `found ${status}`) : ['nothing was due'];
        return outcomes.map((outcome) => ({ operation: 'sweep', outcome, isRefused: found.size === 0 }));
      },
    };
  },
});
