import { z } from 'zod';
import type { StaffLevel } from '../../src/bank/engine/rows.ts';
import { type Environment, makeBankFile, NOON, startBank, type TestBank } from '../support/bank.ts';
import { readJson } from '../support/send.ts';

export const ADMIN_TOKEN = 'a-token-of-25-characters!';
/** A bank with a dashboard. */
export const startDashboard = (
  more: Environment = {},
  given = makeBankFile(),
  at = NOON,
): Promise<TestBank> => startBank({ ADMIN_TOKEN, ...more }, given, at);

/** Sends what a page of this bank sends, unless other headers are given. */
export function send(bank: TestBank, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const own = { origin: bank.url, ...headers };
  return bank.askOpenly(
    `/dashboard/${path}`,
    body === undefined
      ? { headers: own }
      : {
          method: 'POST',
          body: JSON.stringify(body),
          headers: { 'content-type': 'application/json', ...own },
        },
  );
}

/** Signs in, and returns the cookie as a browser sends it; '' where the token is nobody's. */
export async function signIn(bank: TestBank, token = ADMIN_TOKEN): Promise<string> {
  const answer = await send(bank, 'sign-in', { token });
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}

const named = z.object({ token: z.string() });

/** Makes somebody staff, and returns their personal token. */
export async function hire(bank: TestBank, robloxUserId: number, level: StaffLevel): Promise<string> {
  const cookie = await signIn(bank);
  const answer = await send(bank, 'api/staff/name', { member: String(robloxUserId), level }, { cookie });
  return named.parse(await readJson(answer)).token;
}

/** Somebody of the staff at the dashboard. */
export interface Person {
  readonly cookie: string;
  get(path: string): Promise<Response>;
  post(path: string, body: unknown): Promise<Response>;
}

/** Signs somebody in, with the admin token unless there is another. */
export async function open(bank: TestBank, token = ADMIN_TOKEN): Promise<Person> {
  const cookie = await signIn(bank, token);
  return {
    cookie,
    get: (path) => send(bank, `api/${path}`, undefined, { cookie }),
    post: (path, body) => send(bank, `api/${path}`, body, { cookie }),
  };
}

export const openAs = async (bank: TestBank, robloxUserId: number, level: StaffLevel): Promise<Person> =>
  open(bank, await hire(bank, robloxUserId, level));

/** What a browser keeps of a sign-in: one by the address takes two tries, and few are allowed. */
export function keepCookie(cookie: string) {
  const [name = '', value = ''] = cookie.split('=');
  const kept = { name, value, domain: '127.0.0.1', path: '/dashboard', expires: -1 };
  const flags = { httpOnly: true, secure: false, sameSite: 'Strict' } as const;
  return { cookies: [{ ...kept, ...flags }], origins: [] };
}
