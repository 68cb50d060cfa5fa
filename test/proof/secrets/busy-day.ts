import { Database } from 'bun:sqlite';
import { withdrawCheckAnswer } from '../../../src/bank/withdraw-check.ts';
import { signatureHeaders } from '../../../src/cli/signed-client.ts';
import type { RobloxDouble } from '../../doubles/roblox.ts';
import { breakStorage } from '../../support/bank.ts';
import { STRANGER, type TestKey } from '../../support/keys.ts';
import { CAT, MEMBER, OTHER_DISCORD_USER, PERSON } from '../../support/scenes.ts';
import { type Keys, PASSER_BY, SECRETS } from './secrets.ts';

/** A request and all that came back, as text. */
export interface Exchange {
  readonly target: string;
  readonly text: string;
  readonly body: unknown;
  readonly status: number;
}

export interface Bank {
  readonly url: string;
  readonly file: string;
  readonly roblox: RobloxDouble;
}

/**
 * Asks in every way there is, and remembers every answer. Each request also carries secrets that are none of
 * the bank's business.
 */
export function createAsker({ url }: { readonly url: string }) {
  const exchanges: Exchange[] = [];
  const signatures: string[] = [];
  async function ask(
    key: TestKey | null,
    method: string,
    target: string,
    body?: string | object,
  ): Promise<Exchange> {
    const text = typeof body === 'object' ? JSON.stringify(body) : (body ?? null);
    const attempt = { createdSeconds: Math.floor(Date.now() / 1000), nonce: crypto.randomUUID() };
    const signed = key === null ? {} : signatureHeaders(key, { method, target, body: text }, attempt);
    const headers = new Headers({ 'content-type': 'application/json', ...signed, ...PASSER_BY });
    const signature = headers.get('signature');
    if (signature !== null) signatures.push(signature.replace(/^bank=:|:$/g, ''));
    const response = await fetch(`${url}${target}`, {
      method,
      headers,
      ...(text === null ? {} : { body: text }),
    });
    const answer = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    const exchange = {
      target,
      status: response.status,
      text: `${[...response.headers].join('\n')}\n${answer}`,
      body: isJson ? JSON.parse(answer) : answer,
    };
    exchanges.push(exchange);
    return exchange;
  }
  return { ask, exchanges, signatures };
}
type Ask = ReturnType<typeof createAsker>['ask'];

/** Claims what waits, and hands it over. */
async function askToDeliver(ask: Ask, teller: TestKey): Promise<[claimed: Exchange, done: Exchange]> {
  const checked = await ask(teller, 'POST', '/withdraw/check', { robloxUserId: MEMBER, claim: true });
  const { claimed } = withdrawCheckAnswer.parse(checked.body);
  const { withdrawalId, claimToken } = claimed ?? {};
  const complete = { withdrawalId, claimToken, tradeId: 'T-2', outcome: 'delivered' };
  return [checked, await ask(teller, 'POST', '/withdraw/complete', complete)];
}

/** What goes well: a verification, a deposit, a withdrawal, a report, the operator's work, and every page. */
export async function askRightly(ask: Ask, { teller, web, reader, staff }: Keys): Promise<number[]> {
  const member = { robloxUserId: MEMBER };
  const answers = [
    await ask(web, 'POST', '/verify/confirm', PERSON),
    await ask(teller, 'POST', '/deposit/check', { ...member, pets: [CAT], gems: 1000 }),
    await ask(teller, 'POST', '/deposit/complete', { tradeId: 'T-1', ...member, pets: [CAT], gems: 1000 }),
    await ask(web, 'POST', '/withdraw/request', { requestId: 'R-1', ...member, gems: 10 }),
    ...(await askToDeliver(ask, teller)),
    await ask(teller, 'POST', '/teller/report', { pets: [CAT], gems: 990, seq: 4 }),
    await ask(reader, 'GET', `/user/${MEMBER}/inventory`),
    await ask(reader, 'GET', `/user/discord:${PERSON.discordUserId}/transactions?limit=5`),
    await ask(staff, 'POST', '/admin/freeze', { ...member, frozen: false, reason: 'all is well' }),
    await ask(staff, 'GET', '/admin/cases'),
  ];
  for (const page of [
    '/',
    '/swagger',
    '/swagger/json',
    '/health',
    '/readyz',
    '/metrics',
    '/proof',
    '/items/all',
  ]) {
    answers.push(await ask(null, 'GET', page));
  }
  return answers.map(({ status }) => status);
}

/** What is refused, with a secret wherever one could be by mistake. */
export async function askWrongly(ask: Ask, { teller, web, reader }: Keys): Promise<number[]> {
  const { value } = SECRETS;
  const trade = { tradeId: 'T-1', robloxUserId: MEMBER, gems: 1 };
  const answers = [
    await ask(null, 'GET', `/${value}`),
    await ask(null, 'POST', '/deposit/complete', trade),
    await ask({ ...STRANGER, id: value }, 'POST', '/deposit/complete', trade),
    await ask({ ...teller, secret: value }, 'POST', '/deposit/complete', trade),
    await ask(reader, 'POST', '/deposit/complete', trade),
    await ask(reader, 'GET', `/user/${MEMBER}/inventory?token=${value}`),
    await ask(reader, 'GET', `/user/${value}/inventory`),
    await ask(reader, 'GET', `/user/${MEMBER}/transactions?limit=${value}&cursor=${value}`),
    await ask(teller, 'POST', '/deposit/complete', `{"tradeId": ${value}`),
    await ask(
      teller,
      'POST',
      '/deposit/complete',
      `{"tradeId":"${value}!","gems":"${value}","token":"${value}"}`,
    ),
    await ask(teller, 'POST', '/deposit/complete', value.repeat(3_000)),
    await ask(teller, 'POST', '/deposit/complete', trade),
    await ask(web, 'POST', '/withdraw/cancel', { withdrawalId: 'w-404' }),
    await ask(web, 'POST', '/withdraw/request', { requestId: 'R-2', robloxUserId: MEMBER, gems: 5_000 }),
    await ask(web, 'POST', '/verify/confirm', { ...PERSON, discordUserId: '555555555555555555' }),
  ];
  return answers.map(({ status }) => status);
}

/** Roblox, which says the API key back in several ways; in the end nothing else than that. */
export async function askAnEcho(ask: Ask, { web }: Keys, { roblox }: Bank): Promise<number[]> {
  const { robloxApiKey: key } = SECRETS;
  const other = { discordUserId: OTHER_DISCORD_USER, robloxUsername: 'otherone' };
  const answers = [await ask(web, 'POST', '/verify/start', other)];
  const bodies = [
    `{"code":"DENIED","message":"${key} is no key"}`,
    `${key}`,
    `{"id":"${key}","name":"${key}"}`,
  ];
  for (const [at, body] of bodies.entries()) {
    const status = [403, 200, 200][at] ?? 500;
    roblox.failNext({ kind: 'body', status, body }, { api: 'cloud' });
    answers.push(await ask(web, 'POST', '/verify/confirm', other));
  }
  roblox.failNext({ kind: 'status', status: 429, headers: { 'retry-after': key } }, { api: 'cloud' });
  roblox.failNext({ kind: 'body', status: 200, body: key }, { api: 'cloud', times: 2 });
  answers.push(await ask(web, 'POST', '/verify/confirm', other));
  return answers.map(({ status }) => status);
}

/**
 * A database that breaks in the middle: away, then full just as a code is to be written, so that the code is
 * at hand.
 */
export async function askWhileBroken(
  ask: Ask,
  { teller, web, reader }: Keys,
  { file }: Bank,
): Promise<number[]> {
  const trade = { tradeId: 'T-5', robloxUserId: MEMBER, gems: 1 };
  const fix = breakStorage(file);
  const away = [
    await ask(teller, 'POST', '/deposit/complete', trade),
    await ask(reader, 'GET', `/user/${MEMBER}/inventory`),
    await ask(web, 'POST', '/verify/start', PERSON),
    await ask(null, 'GET', '/proof'),
    await ask(null, 'GET', '/health'),
  ];
  fix();
  const database = new Database(file);
  database.run("create trigger full before insert on verifications begin select raise(abort, 'full'); end");
  const full = await ask(web, 'POST', '/verify/start', { ...PERSON, discordUserId: '555555555555555555' });
  database.run('drop trigger full');
  database.close();
  const afterFix = await ask(teller, 'POST', '/deposit/complete', trade);
  // The metrics of all requests before.
  return [...away, full, afterFix, await ask(null, 'GET', '/metrics')].map(({ status }) => status);
}
