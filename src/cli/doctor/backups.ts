import { listBackups } from '../../app/backups.ts';
import type { Config } from '../../config/config.ts';
import type { Finding } from '../../finding.ts';
import { bad, ok, warn } from './report.ts';

const ABOUT = 'Newest backup';
const HOUR_MS = 3_600_000;

/** Whether a bank that matters has backups, as new as they should be. */
export function checkBackupAge({ backups, mode, database }: Config, now: number): Finding[] {
  if (database.kind === 'sqlite' && database.file === ':memory:') return [];
  const { everyMs, folder } = backups;
  const newest = listBackups(folder).find(({ madeAt }) => madeAt <= now);
  if (everyMs === 0) {
    if (mode === 'development') return [];
    const remedy = 'set BACKUP_EVERY=24h, or run this from a timer of the machine';
    return [warn(ABOUT, 'the bank makes none by itself', remedy, 'bun run petbank backup')];
  }
  if (!newest) return [ok(ABOUT, `none in ${folder} yet: a running bank soon makes one`)];
  const ageMs = now - newest.madeAt;
  const text = `${(ageMs / HOUR_MS).toFixed(1)} hours old, in ${folder}`;
  if (ageMs <= 2 * everyMs) return [ok(ABOUT, text)];
  const remedy = "see the bank's log for NO BACKUP WAS MADE; meanwhile make one by hand";
  return [bad(ABOUT, text, remedy, 'bun run petbank backup')];
}
