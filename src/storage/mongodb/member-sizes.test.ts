import { expect, test } from 'bun:test';
import { createMemberSizes } from './member-sizes.ts';

/** At least as many members as are known at once. */
const MANY = Array.from({ length: 100_000 }, (_, index) => index + 2);

test('a commit keeps what it was told, though all is forgotten while it is under way', () => {
  const sizes = createMemberSizes();
  const first = sizes.draft(0);
  first.set(1, 'apart');
  first.merge(1);
  const draft = sizes.draft(1);
  expect(draft.get(1)).toBe('apart');
  sizes.note(
    1,
    MANY.map((id) => [id, {}]),
  );
  // Else its balances would be written as all there are.
  expect(draft.get(1)).toBe('apart');
  draft.merge(2);
  expect(sizes.draft(2).get(1)).toBe('apart');
});

test('what conflicts with what was read is read again, though the version is the same', () => {
  const sizes = createMemberSizes();
  sizes.note(1, [[1, {}]]);
  expect(sizes.draft(1).get(1)).toBe(0);
  sizes.forget();
  expect(sizes.draft(1).get(1)).toBeUndefined();
});
