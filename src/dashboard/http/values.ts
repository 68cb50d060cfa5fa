import { z } from 'zod';
import { type Item, PET_DECISIONS } from '../../bank/engine/catalogue.ts';
import { reasonSchema, rfc3339 } from '../../bank/engine/fields.ts';
import type { Rules } from '../../bank/engine/operation.ts';
import { petLabel } from '../../bank/engine/pet-label.ts';
import { parseAssetKey, petKey, petSchema } from '../../bank/engine/pets.ts';
import { invalid, Refusal } from '../../bank/engine/refusal.ts';
import { noteDecidedPet } from '../../bank/note-values.ts';
import { isStale } from '../../bank/pet-values.ts';
import type { Services } from '../../http/endpoint.ts';
import type { TablePage } from '../protocol.ts';
import type { ValueHistory, ValueRow, ValueState } from '../protocol-log.ts';
import { petAssetSchema } from './goods.ts';
import { act, type Guarded, NO_QUERY, read } from './guarded.ts';
import { createImportEndpoints, type ValueWriter } from './import-values.ts';
import { pageOf } from './list-page.ts';
import { hasWords, tableQuery } from './paging.ts';

/** What the values come from. */
export interface ValueDependencies {
  readonly kind: 'demo' | 'live' | 'off';
  /** Reads all prices now. Rejects with an error for people; null where prices are not read. */
  readonly sync:
    | (() => Promise<{ readonly pets: number; readonly priced: number; readonly leftOut: number }>)
    | null;
  /** Null where values come from no file and no hand. */
  readonly writer: ValueWriter | null;
}

const SHOWN = ['all', 'stale', 'flagged', 'unvalued', 'refused', 'decided', 'unlisted'] as const;
const valueQuery = z.strictObject({ ...tableQuery, show: z.enum(SHOWN).default('all') });
const historyQuery = z.strictObject({ asset: petAssetSchema });
const decideInput = z.strictObject({
  id: petSchema.shape.id,
  decision: z.enum(PET_DECISIONS).nullable(),
  reason: reasonSchema,
});

/** What pets are worth, and how far that can be relied on. */
export const createValueEndpoints = (
  { kind, sync, writer }: ValueDependencies,
  list = createRowLister(),
): readonly Guarded[] => [
  ...createImportEndpoints(writer),
  read({ path: 'values', query: valueQuery }, async ({ query }, services): Promise<TablePage<ValueRow>> => {
    const rows = list(services);
    const wanted = rows.filter(
      (row) => isShown(row, query.show) && hasWords(query.search, [row.id, row.name, petLabel(row)]),
    );
    return pageOf(wanted, query);
  }),
  read({ path: 'values/state', query: NO_QUERY }, async (_input, services): Promise<ValueState> => {
    const rows = list(services);
    const count = (show: (typeof SHOWN)[number]): number => rows.filter((row) => isShown(row, show)).length;
    return {
      kind,
      updatedAt: services.rules().catalogue.updatedAt,
      canSync: sync !== null,
      canWrite: writer !== null,
      counts: Object.fromEntries(SHOWN.map((show) => [show, count(show)])),
      renames: services.rules().aliases.undecided.map((ids) => [...ids]),
    };
  }),
  read(
    { path: 'values/history', query: historyQuery },
    async ({ query }, { valuePoints, rules }): Promise<ValueHistory> => {
      const pet = parseAssetKey(query.asset);
      if (pet === 'gems') throw new Refusal('not_found');
      const { catalogue } = rules();
      return {
        points: (await valuePoints(pet)).map(({ at, value }) => ({ at: rfc3339(at), value })),
        decision: catalogue.decision(pet.id),
        whyNotTaken: catalogue.whyNotTaken(pet),
      };
    },
  ),
  act({ path: 'values/sync', body: z.strictObject({}), level: 'manager' }, async () => {
    if (!sync) throw new Refusal('not_found');
    return sync();
  }),
  act({ path: 'values/decide', body: decideInput, level: 'manager' }, async ({ body, caller }, { book }) => {
    const prepared = await writer?.prepareDecision(body.id, body.decision);
    if (!prepared) throw new Refusal('not_found');
    if (!prepared.isNew) throw invalid('decision', 'counts already, and shows within 15 seconds');
    // First, so that nothing is ever let in without a trace.
    await book.perform(noteDecidedPet, body, caller);
    await prepared.write();
    return { kind: 'decided' };
  }),
];

/** How long a list serves: a price turns stale after a day, and a little late is no harm. */
const LIST_MS = 60_000;

/** All forms of pets, made into rows anew where the values have changed: a live list has over 15,000. */
export function createRowLister(): (services: Pick<Services, 'rules' | 'clock'>) => readonly ValueRow[] {
  let listed: (ListedRules & { readonly rows: readonly ValueRow[] }) | null = null;
  return ({ rules, clock }) => {
    const { catalogue, aliases } = rules();
    const at = clock();
    const isSame = listed?.catalogue === catalogue && listed.aliases === aliases;
    if (!listed || !isSame || Math.abs(at - listed.at) > LIST_MS)
      listed = { catalogue, aliases, at, rows: listRows({ catalogue, aliases, at }) };
    return listed.rows;
  };
}

interface ListedRules extends Pick<Rules, 'catalogue' | 'aliases'> {
  readonly at: number;
}

const listRows = ({ catalogue, aliases, at }: ListedRules): ValueRow[] =>
  catalogue.items.map((item) => {
    const { source, flags } = catalogue.provenance(item) ?? { source: 'unknown', flags: [] };
    return {
      ...item,
      key: petKey(item),
      source,
      flags,
      isStale: source !== 'demo' && isOld(item, at),
      isListed: catalogue.isListed(item.id),
      whyNotTaken: catalogue.whyNotTaken(item),
      decision: catalogue.decision(item.id),
      formerNames: aliases.formerNames(item.id),
    };
  });

const isOld = ({ value, updatedAt }: Item, at: number): boolean =>
  value !== null && isStale(Date.parse(updatedAt), at);

function isShown(row: ValueRow, show: (typeof SHOWN)[number]): boolean {
  switch (show) {
    case 'all':
      return true;
    case 'stale':
      return row.isStale;
    case 'flagged':
      return row.flags.length > 0;
    case 'unvalued':
      return row.value === null;
    case 'refused':
      return row.whyNotTaken !== null;
    case 'decided':
      return row.decision !== null;
    case 'unlisted':
      return !row.isListed;
    default:
      return show satisfies never;
  }
}
