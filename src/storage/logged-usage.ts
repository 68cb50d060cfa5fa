import type { ReadKey } from '../bank/engine/read-key.ts';
import type { DailyUsage } from '../bank/engine/rows.ts';
import { rowKey } from '../bank/engine/tables.ts';
import { findLoggedUsage } from '../bank/logged-usage.ts';
import { toUtcDay } from '../bank/withdrawals.ts';
import type { Driver } from './driver.ts';
import { findStillEdited, type TrustedRows } from './logged-links.ts';

type UsageKey = Pick<DailyUsage, 'robloxUserId' | 'day'>;
const keyOf = ({ robloxUserId, day }: UsageKey): string =>
  rowKey('usage', { robloxUserId, day, pets: 0n, gems: 0n });

/** The trusted loads with what members have used up today as the log has it, where that is found soon. */
export function trustUsage(driver: Pick<Driver, 'history' | 'log'>, trusted: TrustedRows): TrustedRows {
  const edited = new Map<string, UsageKey>();
  async function load(readKeys: readonly ReadKey[]) {
    const snapshot = await trusted.load(readKeys);
    const { bank, rows } = snapshot;
    const today = toUtcDay(bank.headAt);
    const loaded = readKeys.flatMap((key) => (key.kind === 'usage' ? [key] : []));
    for (const key of loaded) edited.delete(keyOf(key));
    const asked = loaded.filter(({ day }) => day >= today);
    if (asked.length === 0) return snapshot;
    const usage = new Map(rows.usage.map((row) => [rowKey('usage', row), row]));
    const logged = await Promise.all(asked.map((key) => findLoggedUsage(driver, key, bank)));
    for (const [at, { robloxUserId, day }] of asked.entries()) {
      const key = keyOf({ robloxUserId, day });
      const said = logged[at] ?? usage.get(key);
      const { pets = 0n, gems = 0n } = usage.get(key) ?? {};
      if (!said || (said.pets === pets && said.gems === gems)) continue;
      edited.set(key, { robloxUserId, day });
      usage.set(key, said);
    }
    return { ...snapshot, rows: { ...rows, usage: [...usage.values()] } };
  }
  async function findRowError(): Promise<string | undefined> {
    const reload = async (key: string) => {
      const row = edited.get(key);
      if (row) await load([{ kind: 'usage', ...row }]);
    };
    return (await findStillEdited('usage', edited, reload)) ?? trusted.findRowError();
  }
  return { ...trusted, load, findRowError };
}
