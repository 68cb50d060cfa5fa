import type { Rules } from '../../src/bank/engine/operation.ts';
import { createCatalogue, createOpenCatalogue } from '../../src/values/catalogue.ts';
import { itemOf } from './item.ts';
import { rulesWith } from './rules.ts';

/** Rules with a list of pets, each an id and the name it is shown under, that are all worth the same. */
export function listing(names: Readonly<Record<string, string>>): Rules {
  const items = Object.entries(names).map(([id, name]) => itemOf({ id, name, value: 10 }));
  return { ...rulesWith(), catalogue: createCatalogue(items, null) };
}

/** Rules of a bank that knows no list of pets: each is what it is called. */
export const NO_LIST: Rules = { ...rulesWith(), catalogue: createOpenCatalogue() };
