import { expect, test } from 'bun:test';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MUTANTS } from './mutants.ts';

const ROOT = join(import.meta.dir, '../..');

// So that a rename in the source is noticed at once, and not only when the proof plants the bug.
test.each(MUTANTS)('the text that "$name" replaces occurs exactly once in its file', async (mutant) => {
  const text = await readFile(join(ROOT, mutant.file), 'utf8');
  expect(text.split(mutant.find)).toHaveLength(2);
});

test('every mutant changes its file, under a name of its own', () => {
  expect(MUTANTS.filter(({ find, replace }) => find === replace)).toEqual([]);
  expect(new Set(MUTANTS.map(({ name }) => name)).size).toBe(MUTANTS.length);
});
