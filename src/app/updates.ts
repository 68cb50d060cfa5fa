import type { Config } from '../config/config.ts';
import type { Logger } from '../log.ts';
import { schedule } from '../schedule.ts';
import { findNewerVersion } from '../upstream/releases.ts';

const DAY_SECONDS = 24 * 3600;

export interface Updates {
  /** The newest version, where it is newer than this one and that was asked for. */
  newer(): string | null;
  close(): void;
}

/** Asks once a day whether there is a newer version, only where the operator has switched that on. */
export function openUpdates({ updates }: Pick<Config, 'updates'>, log: Logger): Updates {
  let newer: string | null = null;
  if (!updates.isOn) return { newer: () => null, close: () => undefined };
  const ending = new AbortController();
  const { signal } = ending;
  async function look(): Promise<void> {
    const found = await findNewerVersion(updates.apiUrl, { signal });
    if (found !== null && found !== newer) log.info({ version: found }, 'there is a newer version');
    newer = found;
  }
  const running = schedule(look, {
    intervalSeconds: DAY_SECONDS,
    onError(err) {
      if (!signal.aborted) log.warn({ err }, 'GitHub could not be asked for a newer version');
    },
  });
  return {
    newer: () => newer,
    close() {
      ending.abort();
      void running.stop();
    },
  };
}
