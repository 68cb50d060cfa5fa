import { and, asc, eq, getTableColumns, gt, inArray, isNull, or, sql } from 'drizzle-orm';
import { invariant } from '../../bank/engine/assert.ts';
import type { AssetKey } from '../../bank/engine/pets.ts';
import type { PetValueRow, ValueImport, ValueStore } from '../../bank/pet-values.ts';
import type { SqliteDatabase } from './open.ts';
import { preparePut, prepareRead } from './statement.ts';
import { petValues, valueImports } from './values-schema.ts';

/** The values of pets. An import is one synchronous transaction: nobody sees half of one. */
export function createValueStore(db: SqliteDatabase): ValueStore {
  const { points: _points, ...facts } = getTableColumns(petValues);
  return {
    async petValues({ after = '', limit }) {
      const isNext = gt(petValues.asset, after);
      return db.select(facts).from(petValues).where(isNext).orderBy(asc(petValues.asset)).limit(limit).all();
    },
    async valuePoints(asset) {
      const isAsset = eq(petValues.asset, asset);
      return db.select({ points: petValues.points }).from(petValues).where(isAsset).get()?.points ?? [];
    },
    async valuesVersion() {
      return db.select().from(valueImports).where(isTheRow).get()?.version ?? 0;
    },
    importValues: prepareImport(db),
    async removeUnlistedValues(assets) {
      const isUnlisted = or(isNull(petValues.listedAt), eq(petValues.listedAt, 0));
      const rows = db.delete(petValues).where(and(inArray(petValues.asset, [...assets]), isUnlisted));
      return db.$client
        .transaction(() => {
          countImport(db, null);
          return rows.returning({ asset: petValues.asset }).all().length;
        })
        .immediate();
    },
    async takeImportTurn({ at, until, latest }) {
      const setWhere = sql`${valueImports.nextAt} <= ${at} or ${valueImports.nextAt} > ${latest}`;
      const first = db.insert(valueImports).values({ id: 1, version: 0, nextAt: until });
      const taken = first.onConflictDoUpdate({ target: valueImports.id, set: { nextAt: until }, setWhere });
      return taken.returning().all().length > 0;
    },
  };
}

const isTheRow = eq(valueImports.id, 1);

function prepareImport(db: SqliteDatabase): ValueStore['importValues'] {
  const isAsset = eq(petValues.asset, sql.placeholder('asset'));
  const read = prepareRead(db, petValues, db.select().from(petValues).where(isAsset));
  const put = preparePut(db, petValues, [petValues.asset]);
  function writeAll<Reading extends { readonly asset: AssetKey }>(work: ValueImport<Reading>): number {
    for (const reading of work.readings) {
      const [before]: PetValueRow[] = read({ asset: reading.asset });
      put(work.revise(before, reading));
    }
    return countImport(db, work.nextAt);
  }
  return async (work) => {
    return db.$client.transaction(() => writeAll(work)).immediate();
  };
}

/** Moves the version on, by which other processes see what was written, and returns it. */
function countImport(db: SqliteDatabase, nextAt: number | null): number {
  const set = { version: sql`${valueImports.version} + 1`, ...(nextAt === null ? {} : { nextAt }) };
  const first = db.insert(valueImports).values({ id: 1, version: 1, nextAt: nextAt ?? 0 });
  const moved = first.onConflictDoUpdate({ target: valueImports.id, set }).returning().get();
  return invariant(moved, 'the version of the values').version;
}
