import { z } from 'zod';
import type { Book } from '../../bank/engine/book.ts';
import { haltBank, haltInput } from '../../bank/halt-and-freeze.ts';
import { readIdentity } from '../../bank/member.ts';
import { staffName } from '../../bank/staff.ts';
import type { Me } from '../protocol.ts';
import { act, type Guarded, NO_QUERY, read } from './guarded.ts';
import type { Principal } from './principal.ts';
import { search } from './search.ts';

/** What every page has: who is signed in, the halt button, and the search. */
export const shellEndpoints: readonly Guarded[] = [
  read({ path: 'me', query: NO_QUERY }, ({ principal }, { book }) => describePrincipal(principal, book)),
  act(
    // As on Discord: a cashier stops harm, and an owner says that it is over.
    {
      path: 'halt',
      body: haltInput,
      level: ({ halted }) => (halted ? 'cashier' : 'owner'),
      isForAdmin: true,
    },
    ({ body, caller }, { book }) => book.perform(haltBank, body, caller),
  ),
  read(
    { path: 'search', query: z.strictObject({ text: z.string().trim().min(1).max(128) }) },
    ({ query }, services) => search(query.text, services),
  ),
];

/** How whoever is signed in is shown. */
export async function describePrincipal(principal: Principal, book: Book): Promise<Me> {
  if (principal.kind === 'admin') return { name: null, username: null, level: 'admin' };
  const { robloxUserId, level } = principal;
  const name = staffName(robloxUserId);
  const { username } = await book.query(readIdentity, robloxUserId, { by: name });
  return { name, username, level };
}
