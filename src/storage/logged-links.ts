import type { ReadKey, Snapshot } from '../bank/engine/read-key.ts';
import type { Link } from '../bank/engine/rows.ts';
import type { TableName } from '../bank/engine/tables.ts';
import { areLinksNamed, CARRIED_ID, isLinkLogged } from '../bank/links.ts';
import type { Driver } from './driver.ts';
import type { TrustedRights } from './logged-rights.ts';

/** How many rows that differ from the log are loaded again for one report. */
const MAX_REPORTED = 100;

export interface TrustedRows extends TrustedRights {
  /** A row that was loaded, and that the log doesn't have, in words; undefined where there is none now. */
  findRowError(): Promise<string | undefined>;
}

/**
 * The trusted loads without the links that the log doesn't have: whoever is named there is linked to nothing.
 * And its commits, by which a link takes the place of such a row.
 */
export function trustLinks(
  driver: Pick<Driver, 'load' | 'log' | 'linkLog'>,
  trusted: TrustedRights,
): TrustedRows {
  const edited = new Map<number, Link>();
  let areNamed = false;
  async function load(readKeys: readonly ReadKey[]): Promise<Snapshot> {
    const snapshot = await trusted.load(readKeys);
    const { bank, rows, operations } = snapshot;
    // Each start asks: what becomes of the log's row later takes nothing back.
    areNamed ||= operations.some(({ operationId }) => operationId === CARRIED_ID);
    for (const key of readKeys) if (key.kind === 'link_of_member') edited.delete(key.robloxUserId);
    if (rows.links.length === 0) return snapshot;
    // Those of an older version are believed until they are carried over.
    areNamed ||= (await areLinksNamed(driver, bank)) || (await areCarried(driver));
    if (!areNamed) return snapshot;
    const areLogged = await Promise.all(rows.links.map((link) => isLinkLogged(driver, link, bank)));
    for (const [at, link] of rows.links.entries()) if (!areLogged[at]) edited.set(link.robloxUserId, link);
    return { ...snapshot, rows: { ...rows, links: rows.links.filter((_link, at) => areLogged[at]) } };
  }
  return {
    ...trusted,
    load,
    async store(batch) {
      const { links } = batch.puts;
      const put = new Set(links.flatMap(({ robloxUserId, discordUserId }) => [robloxUserId, discordUserId]));
      // No decision has seen the row, so none has removed it: also not where its person is erased.
      const inTheWay = [...edited.values()].flatMap(({ robloxUserId, discordUserId }) =>
        put.has(robloxUserId) || batch.erasedUsers.includes(discordUserId) ? [discordUserId] : [],
      );
      const removals = { ...batch.removals, links: [...batch.removals.links, ...inTheWay] };
      const outcome = await trusted.store(inTheWay.length === 0 ? batch : { ...batch, removals });
      if (outcome !== 'stored') return outcome;
      for (const [id, { discordUserId }] of edited)
        if (put.has(discordUserId) || inTheWay.includes(discordUserId)) edited.delete(id);
      return outcome;
    },
    findRowError: () =>
      findStillEdited('links', edited, (robloxUserId) => load([{ kind: 'link_of_member', robloxUserId }])),
  };
}

/** The first of these rows that stays among them when it is loaded, in words: others may be right again. */
export async function findStillEdited<Id extends string | number>(
  table: TableName,
  edited: Pick<ReadonlySet<Id>, 'keys' | 'has'>,
  load: (id: Id) => Promise<unknown>,
): Promise<string | undefined> {
  for (const id of [...edited.keys()].slice(0, MAX_REPORTED)) {
    await load(id);
    if (edited.has(id)) return `${table} ${id}: the row is not what the log says`;
  }
  return undefined;
}

async function areCarried(driver: Pick<Driver, 'load'>): Promise<boolean> {
  const { operations } = await driver.load([{ kind: 'operation', operationId: CARRIED_ID }]);
  return operations.length > 0;
}
