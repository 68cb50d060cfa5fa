import type { Db, IndexDescription } from 'mongodb';
import { ARCHIVE_TABLES } from '../archive/rows.ts';
import { lacksUnique } from '../errors.ts';
import { MONGO_TABLES } from './tables.ts';

/** How long it is believed that they are there: to look takes a round trip for each. */
export const BELIEVED_MS = 2_000;

/**
 * Returns a function that refuses a database in which an index is missing that keeps anything from being
 * there twice. Elsewhere `_id` does, which no collection can lose.
 */
export function watchUniqueIndexes(db: Db, now: () => number = () => performance.now()): () => Promise<void> {
  let seenAt = Number.NEGATIVE_INFINITY;
  return async () => {
    const at = now();
    if (at - seenAt < BELIEVED_MS) return;
    const listed = await Promise.all(UNIQUE.map(({ collection }) => db.collection(collection).indexes()));
    for (const [position, { collection, index }] of UNIQUE.entries()) {
      if (!listed[position]?.some((each) => Bun.deepEquals(definitionOf(each), definitionOf(index))))
        throw lacksUnique('the database', `the index ${index.name} of ${collection}`);
    }
    seenAt = at;
  };
}

const UNIQUE = ARCHIVE_TABLES.map((table) => MONGO_TABLES[table]).flatMap(({ collection, indexes = [] }) =>
  indexes.filter(({ unique }) => unique).map((index) => ({ collection, index })),
);

/** What it keeps apart: another one of its name, such as of no document, keeps nothing from being there. */
const definitionOf = ({ name, key, unique, sparse, partialFilterExpression }: IndexDescription) => ({
  name,
  key,
  unique,
  sparse,
  partialFilterExpression,
});
