import { createHmac } from 'node:crypto';
import type { Link, SignIn } from '../../bank/engine/rows.ts';
import { findByToken, findStaffOfUser, readSignIn, signIn, signOut } from '../../bank/sign-ins.ts';
import { DASHBOARD } from '../../commands/staff/proposals.ts';
import { createCookie } from '../../http/cookie.ts';
import { isSameSecret } from '../../same-secret.ts';
import { hashSecret, makeSecret } from '../../secret.ts';
import type { SignInRefusal } from '../protocol.ts';
import { byDiscord, byName, type Principal, type RoleReading, recordRolesOf } from './principal.ts';

const COOKIE = createCookie({ name: 'petbank_dashboard', path: '/dashboard' });
/** How long a sign-in lasts. */
const SIGN_IN_MS = 12 * 60 * 60_000;

/** Decides who may use the dashboard. */
export interface SignInGuard {
  /**
   * Whoever is signed in; null: nobody is. Of whoever signed in with Discord their roles are asked for anew:
   * `isAct`: just now. Rejects with UpstreamError where what they may do depends on that.
   */
  find(headers: Headers, about?: { readonly isAct: boolean }): Promise<Principal | null>;
  /** Whose the token is: the admin token, or a personal one; null: nobody's. */
  identify(token: string): Promise<Principal | null>;
  /** Signs in with the admin token, or a personal one. Returns the cookie, or null for a token of nobody. */
  signIn(token: string, headers: Headers): Promise<string | null>;
  /** Signs in whoever Discord says they are, or says why not. Rejects with UpstreamError. */
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

interface GuardDependencies extends RoleReading {
  readonly adminToken: string;
  readonly seal: Seal;
  readonly clock: () => number;
  /** Random bytes fit for secrets. */
  readonly random: (length: number) => Uint8Array;
}

/**
 * Admits whoever has signed in. The database has a hash of each cookie, and the row is sealed: whoever reads
 * the database can't sign in, and whoever writes it can't either. The seal of a sign-in with Discord names
 * the link, too: once that isn't what it was, the sign-in has ended.
 */
export function createSignInGuard(dependencies: GuardDependencies): SignInGuard {
  const { adminToken, seal, book, clock, random } = dependencies;
  const sealOf = (row: Omit<SignIn, 'seal'>, link: Link | null): string =>
    seal('sign-in', listSealed(row, link));
  const identify = async (token: string): Promise<Principal | null> => {
    if (isSameSecret(token, adminToken)) return { kind: 'admin' };
    const row = await book.query(findByToken, hashSecret(token), DASHBOARD);
    return row && byName(row);
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
    async find(headers, { isAct } = { isAct: false }) {
      const secret = COOKIE.read(headers);
      const found = secret === '' ? null : await book.query(readSignIn, hashSecret(secret), DASHBOARD);
      if (!found) return null;
      const isSealed = (link: Link | null) => isSameSecret(found.signIn.seal, sealOf(found.signIn, link));
      const isByToken = isSealed(null);
      if (!isByToken && !isSealed(found.link)) return null;
      if (found.signIn.robloxUserId === null) return { kind: 'admin' };
      if (isByToken || !found.link) return found.staff && byName(found.staff);
      return found.staff && byDiscord({ staff: found.staff, link: found.link }, isAct, dependencies);
    },
    async signIn(token, headers) {
      const person = await identify(token);
      return person && admit(person, null, headers);
    },
    async signInAs(discordUserId, headers) {
      const findStaff = () => book.query(findStaffOfUser, discordUserId, DASHBOARD);
      if ((await findStaff()) === 'unlinked') return 'unlinked';
      await recordRolesOf(discordUserId, dependencies);
      const found = await findStaff();
      if (typeof found === 'string') return found;
      const person = found && (await byDiscord(found, true, dependencies));
      return person ? { cookie: await admit(person, found.link, headers) } : 'no_rights';
    },
    async signOut(headers) {
      const secret = COOKIE.read(headers);
      if (secret !== '') await book.perform(signOut, hashSecret(secret), DASHBOARD);
      return COOKIE.write('', 0, headers);
    },
  };
}

const listSealed = (
  { id, robloxUserId, staffSeq, endsAt }: Omit<SignIn, 'seal'>,
  link: Link | null,
): Parameters<Seal>[1] => [
  ...[id, robloxUserId, staffSeq, endsAt],
  ...(link ? [link.discordUserId, link.robloxUserId, link.linkedAt] : []),
];

const toRow = (person: Principal): Pick<SignIn, 'robloxUserId' | 'staffSeq'> =>
  person.kind === 'admin'
    ? { robloxUserId: null, staffSeq: 0 }
    : { robloxUserId: person.robloxUserId, staffSeq: person.staffSeq };
