import type { Check } from '../http/health.ts';
import type { Metrics } from '../http/metrics.ts';
import type { Logger } from '../log.ts';
import { type Schedule, schedule } from '../schedule.ts';
import type { BackupMirror } from './backup-mirror.ts';
import type { BackupFile, Backups } from './backups.ts';

/** How often the bank looks whether a backup is due. */
const LOOK_SECONDS = 60;
/** How long it waits after one that failed. */
const RETRY_MS = 10 * 60_000;

export interface BackupScheduleDependencies {
  readonly backups: Backups | null;
  readonly mirror: BackupMirror | null;
  readonly clock: () => number;
  readonly log: Pick<Logger, 'info' | 'error'>;
  readonly metrics: Pick<Metrics, 'watchBackups'>;
}

/**
 * The backups that the bank makes by itself, each `everyMs` after the one before, also across restarts; with
 * 0 there are none. Of several processes the leading one makes them.
 */
export function openBackupSchedule(dependencies: BackupScheduleDependencies, everyMs: number) {
  const { backups, clock, log, metrics } = dependencies;
  const since = clock();
  const state: { doneAt: number | null; failedAt: number | null; failures: number } = {
    // One that is of a time to come was made while the clock was wrong.
    doneAt: backups?.list().find(({ madeAt }) => madeAt <= since)?.madeAt ?? null,
    failedAt: null,
    failures: 0,
  };
  metrics.watchBackups(() => state);
  const isOff = everyMs === 0 || backups === null;
  const make = createMaker(dependencies, everyMs);
  async function makeOne(): Promise<void> {
    const made = await make();
    if (!made) return;
    state.doneAt = clock();
    state.failedAt = null;
    log.info({ name: made.name, bytes: made.bytes }, 'a backup was made, and restored to check it');
  }
  return {
    health(): Check {
      if (isOff) return 'off';
      if (state.failedAt !== null) return 'down';
      if (state.doneAt === null) return clock() - since > 2 * everyMs ? 'down' : 'unknown';
      return clock() - state.doneAt > 2 * everyMs ? 'down' : 'ok';
    },
    /** Makes one if it is due. */
    async look(): Promise<void> {
      const dueAt = state.failedAt === null ? (state.doneAt ?? 0) + everyMs : state.failedAt + RETRY_MS;
      if (isOff || clock() < dueAt) return;
      await makeOne().catch((err: unknown) => {
        state.failedAt = clock();
        state.failures += 1;
        log.error({ err }, 'NO BACKUP WAS MADE');
      });
    },
    schedule(isOurs: () => boolean): Schedule {
      if (isOff) return { stop: async () => undefined };
      const run = async (): Promise<void> => (isOurs() ? this.look() : undefined);
      return schedule(run, {
        intervalSeconds: LOOK_SECONDS,
        waitsFirst: true,
        onError: (err) => log.error({ err }, 'no backup could be looked for'),
      });
    },
  };
}

/**
 * Returns what makes a backup and copies it elsewhere. Where only the copy failed, that alone is tried again
 * until the next backup is due: else each try would take the place of an older one.
 */
function createMaker(
  { backups, mirror, clock }: Pick<BackupScheduleDependencies, 'backups' | 'mirror' | 'clock'>,
  everyMs: number,
) {
  let uncopied: string | undefined;
  return async (): Promise<BackupFile | null> => {
    if (backups === null) return null;
    const waiting = backups.list().find(({ name }) => name === uncopied);
    const made = waiting && clock() < waiting.madeAt + everyMs ? waiting : await backups.make();
    uncopied = made.name;
    await mirror?.keep(backups.find(made.name), made.name);
    uncopied = undefined;
    return made;
  };
}
