import { asc, eq, getTableColumns, gt, sql } from 'drizzle-orm';
import { invariant } from '../../bank/engine/assert.ts';
import type { AssetKey } from '../../bank/engine/pets.ts';
import type { PetValueRow, ValueImport, ValueStore } from '../../bank/pet-values.ts';
import type { SqliteDatabase } from './open.ts';
import { petValues, valueImports } from './schema.ts';
import { preparePut, prepareRead } from './statement.ts';

/**
 * The values of pets. An import is one synchronous transaction: nothing else of this process comes between, and half of
 * it is never seen.
 */
export function createValueStore(db: SqliteDatabase): ValueStore {
  const { points: _points, ...facts } = getTableColumns(petValues);
  return {
    petValues: async ({ after = '', limit }) =>
      db
        .select(facts)
        .from(petValues)
        .where(gt(petValues.asset, after))
        .orderBy(asc(petValues.asset))
        .limit(limit)
        .all(),
    async valuePoints(asset) {
      const row = db
        .select({ points: petValues.points })
        .from(petValues)
        .where(eq(petValues.asset, asset))
        .get();
      return row?.points ?? [];
    },
    async valuesVersion() {
      return db.select().from(valueImports).where(isTheRow).get()?.version ?? 0;
    },
    importValues: prepareImport(db),
    async takeImportTurn({ at, until }) {
      const taken = db
        .insert(valueImports)
        .values({ id: 1, version: 0, nextAt: until })
        .onConflictDoUpdate({
          target: valueImports.id,
          set: { nextAt: until },
          setWhere: sql`${valueImports.nextAt} <= ${at}`,
        })
        .returning({ id: valueImports.id })
        .all();
      return taken.length > 0;
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
    const nextAt = work.nextAt ?? 0;
    const moved = db
      .insert(valueImports)
      .values({ id: 1, version: 1, nextAt })
      .onConflictDoUpdate({
        target: valueImports.id,
        set: { version: sql`${valueImports.version} + 1`, ...(work.nextAt === null ? {} : { nextAt }) },
      })
      .returning({ version: valueImports.version })
      .get();
    return invariant(moved, 'the version of the values').version;
  }
  return async (work) => {
    let version = 0;
    const run = db.$client.transaction(() => {
      version = writeAll(work);
    });
    run.immediate();
    return version;
  };
}
