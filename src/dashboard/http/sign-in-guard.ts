import { createHmac } from 'node:crypto';
import type { Book } from '../../bank/engine/book.ts';
import type { Link, SignIn, StaffLevel, StaffMember } from '../../bank/engine/rows.ts';
import { findByToken, findStaffOfUser, readSignIn, signIn, signOut } from '../../bank/sign-ins.ts';
import { DASHBOARD } from '../../commands/staff/proposals.ts';
import { createCookie } from '../../http/cookie.ts';
import { isSameSecret } from '../../same-secret.ts';
import { hashSecret, makeSecret } from '../../secret.ts';
import type { SignInRefusal } from '../protocol.ts';

const COOKIE = createCookie({ name: 'petbank_dashboard', path: '/dashboard' });
/** How long a sign-in lasts. */
const SIGN_IN_MS = 12 * 60 * 60_000;

/** Whoever is signed in: one of the staff by name, or whoever has the admin token. */
export type Principal =
  | { readonly kind: 'admin' }
  | {
      readonly kind: 'staff';
      readonly robloxUserId: number;
      readonly level: StaffLevel;
      /** The transaction that last changed what they may do. */
      readonly staffSeq: number;
    };

/** Decides who may use the dashboard. */
export interface SignInGuard {
  /** Whoever is signed in; null: nobody is. */
  find(headers: Headers): Promise<Principal | null>;
  /** Whose the token is: the admin token, or a personal one; null: nobody's. */
  identify(token: string): Promise<Principal | null>;
  /** Signs in with the admin token, or a personal one. Returns the cookie, or null for a token of nobody. */
  signIn(token: string, headers: Headers): Promise<string | null>;
  /** Signs in whoever Discord says they are, or says why not. */
  signInAs(discordUserId: string, headers: Headers): Promise<{ readonly cookie: string } | SignInRefusal>;
  /** Ends the sign-in. Returns the cookie that replaces its own. */
  signOut(headers: Headers): Promise<string>;
}

/** A mark on a row that nobody can make who only has the database. */
export type Seal = (kind: 'sign-in' | 'proposal', fields: readonly (string | number | null)[]) => string;

export const createSeal =
  (adminToken: string): Seal =>
  (kind, fields) =>
    createHmac('sha256', adminToken)
      .update(JSON.stringify(['petbank-dashboard', kind, ...fields]))
      .digest('hex');

interface GuardDependencies {
  readonly adminToken: string;
  readonly seal: Seal;
  readonly book: Book;
  readonly clock: () => number;
  /** Random bytes fit for secrets. */
  readonly random: (length: number) => Uint8Array;
}

/**
 * Admits whoever has signed in. The database has a hash of each cookie, and the row is sealed: whoever reads
 * the database can't sign in, and whoever writes it can't either. The seal of a sign-in with Discord names
 * the link, too: once that isn't what it was, the sign-in has ended.
 */
export function createSignInGuard({ adminToken, seal, book, clock, random }: GuardDependencies): SignInGuard {
  const sealOf = ({ id, robloxUserId, staffSeq, endsAt }: Omit<SignIn, 'seal'>, link: Link | null): string =>
    seal('sign-in', [
      ...[id, robloxUserId, staffSeq, endsAt],
      ...(link ? [link.discordUserId, link.robloxUserId, link.linkedAt] : []),
    ]);
  const identify = async (token: string): Promise<Principal | null> => {
    if (isSameSecret(token, adminToken)) return { kind: 'admin' };
    const row = await book.query(findByToken, hashSecret(token), DASHBOARD);
    return row && toPrincipal(row);
  };
  /** `link`: by which somebody signs in with Discord; null: they have shown a token. */
  const admit = async (person: Principal, link: Link | null, headers: Headers): Promise<string> => {
    const secret = makeSecret(random);
    const row = { id: hashSecret(secret), ...toRow(person), endsAt: clock() + SIGN_IN_MS };
    await book.perform(signIn, { ...row, seal: sealOf(row, link) }, DASHBOARD);
    return COOKIE.write(secret, SIGN_IN_MS, headers);
  };
  return {
    identify,
    async find(headers) {
      const secret = COOKIE.read(headers);
      const found = secret === '' ? null : await book.query(readSignIn, hashSecret(secret), DASHBOARD);
      if (!found) return null;
      const isSealed = [null, found.link].some((link) =>
        isSameSecret(found.signIn.seal, sealOf(found.signIn, link)),
      );
      if (!isSealed) return null;
      if (found.signIn.robloxUserId === null) return { kind: 'admin' };
      return found.staff && toPrincipal(found.staff);
    },
    async signIn(token, headers) {
      const person = await identify(token);
      return person && admit(person, null, headers);
    },
    async signInAs(discordUserId, headers) {
      const found = await book.query(findStaffOfUser, discordUserId, DASHBOARD);
      if (typeof found === 'string') return found;
      const person = found && toPrincipal(found.staff);
      return person ? { cookie: await admit(person, found.link, headers) } : 'no_rights';
    },
    async signOut(headers) {
      const secret = COOKIE.read(headers);
      if (secret !== '') await book.perform(signOut, hashSecret(secret), DASHBOARD);
      return COOKIE.write('', 0, headers);
    },
  };
}

/**
 * What they may do here is what was granted to them: what their roles on Discord gave is asked for there each
 * time, and here it could be long out of date.
 */
const toPrincipal = ({ robloxUserId, granted, seq }: StaffMember): Principal | null =>
  granted && { kind: 'staff', robloxUserId, level: granted, staffSeq: seq };

const toRow = (person: Principal): Pick<SignIn, 'robloxUserId' | 'staffSeq'> =>
  person.kind === 'admin'
    ? { robloxUserId: null, staffSeq: 0 }
    : { robloxUserId: person.robloxUserId, staffSeq: person.staffSeq };
