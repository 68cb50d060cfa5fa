import { Database } from 'bun:sqlite';
import { createHash } from 'node:crypto';
import { PROJECTED, readTables, type TestBank } from '../../support/bank.ts';
import type { TestKey } from '../../support/keys.ts';
import { STAFF, TELLER, WEB } from '../../support/keys.ts';
import { CAT, MEMBER, PERSON, putProfile } from '../../support/scenes.ts';
import type { Living } from './values.ts';

/**
 * Everything that the bank keeps, as one word: as long as it stays the same, nothing has happened. Nonces are
 * left out, and what is written some time after the requests that it is about: the history of reports, once a
 * minute, and what is made from the log.
 */
export function everything(file: string): string {
  return createHash('sha256')
    .update(JSON.stringify(readTables(file, ['nonces', 'report_history', ...PROJECTED])))
    .digest('hex');
}

/**
 * What happened so far, so short that it can be read after every request. Snapshots of what the bank owes are
 * left out: where one is due, the bank takes it by itself while requests come, refused or not.
 */
export function openGlance(file: string) {
  const database = new Database(file, { readonly: true });
  const glance = database.query<Record<string, unknown>, []>(`
    select (select max(seq) from transactions where kind <> 'snapshot') as seq, bank.halted_reason,
      (select count(*) from inventory) as balances,
      (select total(amount) from inventory where amount > 0) as held,
      (select count(*) from members) as members,
      (select count(*) from users) as users, (select count(*) from discord_users) as links,
      (select group_concat(code) from verifications) as codes,
      (select count(*) from withdrawals) as withdrawals,
      (select group_concat(last_trade_seq || report || shortages) from tellers) as tellers,
      (select group_concat(id || since || pending || ifnull(note, '')) from teller_cards) as cards,
      (select count(*) from offers) as offers, (select group_concat(status) from offers) as acts,
      (select count(*) from daily_usage) as usage from bank`);
  const cases = database.query<Record<string, unknown>, []>(
    'select count(*) as cases, count(closed_at) as closed, (select max(id) from outbox) as event from cases',
  );
  return {
    /** Refused trades are kept as cases for the operator: they are compared separately. */
    read: (): { bank: string; cases: string } => ({
      bank: JSON.stringify(glance.get()),
      cases: JSON.stringify(cases.get()),
    }),
    ids: (column: string, table: string): string[] =>
      database
        .query<{ id: string | null }, []>(`select ${column} as id from ${table} order by rowid desc limit 12`)
        .all()
        .flatMap(({ id }) => (id === null ? [] : [id])),
    close: (): void => database.close(),
  };
}
export type Glance = ReturnType<typeof openGlance>;

const OTHER = 4_242;
const LINKED = '223456789012345678';
const LINKED_TOO = '323456789012345678';

/**
 * Brings the bank to where every endpoint has something to do: it runs, nobody is frozen, a member has pets
 * and gems, withdrawals wait, one is claimed. Returns the ids that mean something now.
 */
export async function revive(bank: TestBank, glance: Glance, round: number): Promise<Living> {
  const ask = (key: TestKey, target: string, body: object) => bank.ask(key, 'POST', target, body);
  bank.world.at += 60_000;
  await ask(STAFF, '/admin/halt', { halted: false, reason: 'the next round' });
  for (const robloxUserId of [MEMBER, OTHER]) {
    await ask(STAFF, '/admin/freeze', { robloxUserId, frozen: false, reason: 'the next round' });
    const goods = { pets: [{ ...CAT, quantity: 5 }], gems: 50_000 };
    await ask(TELLER, '/deposit/complete', {
      tradeId: `live-${round}-${robloxUserId}`,
      robloxUserId,
      ...goods,
    });
    const wish = { robloxUserId, gems: 100 + round };
    await ask(WEB, '/withdraw/request', { requestId: `live-${round}-${robloxUserId}`, ...wish });
    await ask(TELLER, '/withdraw/check', { robloxUserId, claim: true });
    await ask(WEB, '/withdraw/request', { requestId: `more-${round}-${robloxUserId}`, ...wish });
  }
  await ask(TELLER, '/deposit/complete', {
    tradeId: `live-${round}-unknown`,
    robloxUserId: MEMBER,
    pets: [{ id: 'Never Heard Of' }],
  });
  await verify(bank, round);
  await offer(bank, round);
  return living(glance, round);
}

/** Links the member, and in every other round leaves a code waiting whose words are in no profile. */
async function verify(bank: TestBank, round: number): Promise<void> {
  const person = { discordUserId: LINKED, robloxUsername: PERSON.robloxUsername };
  await putProfile(bank, { id: MEMBER });
  const { body } = await bank.ask(WEB, 'POST', '/verify/start', person);
  await putProfile(bank, { id: MEMBER, description: JSON.stringify(body) });
  await bank.ask(WEB, 'POST', '/verify/confirm', person);
  if (round % 2 === 1) await bank.ask(WEB, 'POST', '/verify/start', person);
}

/** Links the other member, and has both offer each other something. */
async function offer(bank: TestBank, round: number): Promise<void> {
  const person = { discordUserId: LINKED_TOO, robloxUsername: 'other_one' };
  await putProfile(bank, { id: OTHER }, person.robloxUsername);
  const { body } = await bank.ask(WEB, 'POST', '/verify/start', person);
  await putProfile(bank, { description: JSON.stringify(body) }, person.robloxUsername);
  await bank.ask(WEB, 'POST', '/verify/confirm', person);
  for (const [from, to, discordUserId] of [
    [MEMBER, OTHER, LINKED],
    [OTHER, MEMBER, LINKED_TOO],
  ] as const) {
    const parties = { fromRobloxUserId: from, toRobloxUserId: to, discordUserId };
    const sides = { gives: { gems: 1 }, wants: { gems: 2 } };
    await bank.ask(WEB, 'POST', '/trade/offer', { offerId: `live-${round}-${from}`, ...parties, ...sides });
  }
}

function living(glance: Glance, round: number): Living {
  const pets = ['Huge Cat', 'Huge Dog', 'Cat', 'Never Heard Of', 'Golden Retriever', '😀 Cat'];
  const claimed = glance.ids('id', "withdrawals where status = 'claimed'");
  return {
    robloxUserId: [MEMBER, MEMBER, OTHER, 1_000_000_000],
    robloxUsername: [PERSON.robloxUsername],
    discordUserId: [LINKED, LINKED_TOO, PERSON.discordUserId],
    tellerId: ['teller-1', 'teller-9'],
    placeUrl: ['https://www.roblox.com/games/1', 'https://roblox.com'],
    fromRobloxUserId: [MEMBER, OTHER],
    toRobloxUserId: [MEMBER, OTHER],
    transferId: Array.from({ length: 9 }, (_, at) => `gift-${round}-${at}`),
    offerId: [`live-${round}-${MEMBER}`, `live-${round}-${OTHER}`, `new-${round}`],
    'path offerId': [`live-${round}-${MEMBER}`, `new-${round}`],
    id: [...pets, 7, 8],
    'path id': [`${MEMBER}`, `${OTHER}`, `discord:${LINKED}`],
    'path username': [PERSON.robloxUsername, 'Someone_Else', 'nobody123'],
    'query cursor': ['1', '5', '100'],
    tradeId: [`live-${round}-${MEMBER}`, ...Array.from({ length: 9 }, (_, at) => `new-${round}-${at}`)],
    withdrawalId: [...claimed, ...claimed, ...glance.ids('id', 'withdrawals').slice(0, 3)],
    claimToken: glance.ids('claim_token', "withdrawals where status = 'claimed'"),
    caseId: glance.ids('id', 'cases where closed_at is null'),
    gems: [0, 1, 5, 100 + round, 1000],
    quantity: [1, 2],
    reason: ['checked it', '  with space around  '],
    seq: [1, 5, 10],
  };
}
