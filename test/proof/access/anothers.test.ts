import { expect, setDefaultTimeout, test } from 'bun:test';
import { z } from 'zod';
import { depositAnswer } from '../../../src/bank/deposit.ts';
import { withdrawCheckAnswer } from '../../../src/bank/withdraw-check.ts';
import { withdrawRequestAnswer } from '../../../src/bank/withdraw-request.ts';
import { readTables, startBank, type TestBank, withBank } from '../../support/bank.ts';
import {
  API_KEYS,
  OTHER_TELLER,
  READER,
  STAFF,
  STRANGER,
  TELLER,
  type TestKey,
  WEB,
} from '../../support/keys.ts';
import { CAT, deposit, MEMBER, OTHER_DISCORD_USER, PERSON, reserve } from '../../support/scenes.ts';
import { type Attempt, read, sendSigned } from '../../support/send.ts';
import { MATRIX } from './matrix.ts';
import { fromFriend, get, NEWCOMER, NOBODY, offered, post, type Scene, setScene } from './requests.ts';

const asMember = { discordUserId: PERSON.discordUserId };

/** Another member's, of whom the bank knows nothing. */
const STRANGER_ID = 999_999_999;

/** For each endpoint where something is someone's own: who asks for what is another's, and how. */
export function requestsForAnothers({
  claimed,
}: Scene): Readonly<Record<string, readonly [TestKey, Attempt]>> {
  const { discordUserId } = PERSON;
  return {
    // builderman's Discord user asks for a second account, which is newcomer's.
    'POST /verify/start': [WEB, post('/verify/start', { ...NEWCOMER, discordUserId })],
    // The code waits for another Discord user.
    'POST /verify/confirm': [WEB, post('/verify/confirm', { ...NEWCOMER, discordUserId: NOBODY })],
    'POST /verify/unlink': [WEB, post('/verify/unlink', { discordUserId: NOBODY })],
    'POST /withdraw/request': [
      WEB,
      post('/withdraw/request', {
        requestId: 'R-9',
        robloxUserId: MEMBER,
        discordUserId: OTHER_DISCORD_USER,
        gems: 1,
      }),
    ],
    // The trade of another teller, word for word: the ids of each are its own.
    'POST /deposit/complete': [
      OTHER_TELLER,
      post('/deposit/complete', { tradeId: 'T-1', robloxUserId: STRANGER_ID, gems: 3 }),
    ],
    'POST /withdraw/check': [OTHER_TELLER, post('/withdraw/check', { robloxUserId: MEMBER, claim: true })],
    'POST /withdraw/complete': [
      OTHER_TELLER,
      post('/withdraw/complete', { ...claimed, tradeId: 'T-8', outcome: 'delivered' }),
    ],
    // Another's goods, by a Discord user who isn't theirs; and an offer between two others.
    'POST /transfer': [WEB, post('/transfer', { transferId: 'G-9', ...fromFriend, ...asMember, gems: 1 })],
    'POST /trade/offer': [WEB, post('/trade/offer', { ...offered('O-9'), ...asMember })],
    'POST /trade/accept': [WEB, post('/trade/accept', { offerId: 'O-1', robloxUserId: MEMBER, ...asMember })],
    'POST /trade/decline': [
      WEB,
      post('/trade/decline', { offerId: 'O-1', robloxUserId: MEMBER, ...asMember }),
    ],
    'POST /teller/report': [OTHER_TELLER, post('/teller/report', { pets: [], gems: 0, seq: 1 })],
    'GET /user/{id}/inventory': [READER, get(`/user/${STRANGER_ID}/inventory`)],
    'GET /user/{id}/transactions': [READER, get(`/user/${STRANGER_ID}/transactions`)],
    'GET /user/{id}/withdrawals': [READER, get(`/user/${STRANGER_ID}/withdrawals`)],
    'GET /user/{id}/proof': [READER, get(`/user/${STRANGER_ID}/proof`)],
  };
}

setDefaultTimeout(120_000);

const problemSchema = z.looseObject({ code: z.string() });

test('the table and the requests for what is another’s name the same endpoints', () => {
  const scene = { claimed: { withdrawalId: 'w-1', claimToken: 'c-1' }, waiting: 'w-2', caseId: 'c' };
  const named = MATRIX.filter(({ anothers }) => anothers !== null).map(({ name }) => name);
  expect(named.toSorted()).toEqual(Object.keys(requestsForAnothers(scene)).toSorted());
});

test('whoever asks for what is another’s is refused or gets their own; the other loses nothing', async () => {
  const bank = await startBank();
  const scene = await setScene(bank);
  // The other teller could deliver all that waits.
  const stock = { tradeId: 'T-7', robloxUserId: 777, pets: [CAT], gems: 1000 };
  await bank.ask(OTHER_TELLER, 'POST', '/deposit/complete', stock);
  const before = theirs(bank);
  for (const [name, [key, attempt]] of Object.entries(requestsForAnothers(scene))) {
    const { status, body, text, headers } = await sendSigned(bank, key, attempt);
    const code = status === 200 ? 'of its own' : problemSchema.parse(body).code;
    expect(`${name}: ${status} ${code}`).toBe(
      `${name}: ${MATRIX.find((row) => row.name === name)?.anothers}`,
    );
    const said = text.replaceAll(headers.get('x-request-id') ?? 'none', '');
    for (const secret of [PERSON.robloxUsername, PERSON.discordUserId, scene.claimed.claimToken]) {
      expect(`${name}: ${said}`).not.toContain(secret);
    }
    expect(theirs(bank)).toEqual(before);
  }
  await bank.end();
});

const account = z.looseObject({ account: z.string() });
const OWN_ACCOUNTS = /^(member:156|reserved:.*|teller:teller-1|quarantine)$/;
const teller = z.looseObject({ id: z.string() });

/** All that is builderman's, newcomer's and teller-1's. */
function theirs({ file }: TestBank): unknown {
  const {
    inventory = [],
    tellers = [],
    withdrawals,
    discord_users,
    verifications,
    members,
    users,
  } = readTables(file);
  return {
    inventory: inventory.filter((row) => OWN_ACCOUNTS.test(account.parse(row).account)),
    tellers: tellers.filter((row) => teller.parse(row).id === TELLER.id),
    member: members?.slice(0, 1),
    withdrawals,
    discord_users,
    verifications,
    users,
  };
}

test('the trades of two tellers may have one id, and are two trades', async () => {
  await withBank({}, async (bank) => {
    const trade = { tradeId: 'T-1', robloxUserId: MEMBER, gems: 7 };
    for (const [key, gems] of [
      [TELLER, 7],
      [OTHER_TELLER, 14],
    ] as const) {
      const answer = read(depositAnswer, await bank.ask(key, 'POST', '/deposit/complete', trade));
      expect(answer).toMatchObject({ replayed: false, gems });
    }
  });
});

test('the requests of two web sites may have one id, and are two withdrawals', async () => {
  const app = { ...STRANGER, id: 'app@1' };
  await withBank({ API_KEYS: `${API_KEYS},${app.id}:${app.secret}:member` }, async (bank) => {
    await deposit(bank);
    const wish = { requestId: 'R-1', robloxUserId: MEMBER, gems: 7 };
    const [mine, other] = [
      read(withdrawRequestAnswer, await bank.ask(WEB, 'POST', '/withdraw/request', wish)),
      read(withdrawRequestAnswer, await bank.ask(app, 'POST', '/withdraw/request', { ...wish, gems: 8 })),
    ];
    expect(other).toMatchObject({ replayed: false, gems: 8 });
    expect(other.withdrawalId).not.toBe(mine.withdrawalId);
  });
});

test('a claim of one teller shows the other no token, and ends by no word of it', async () => {
  await withBank({}, async (bank) => {
    const { claimed } = await setScene(bank);
    const check = { robloxUserId: MEMBER, claim: true };
    const answer = await bank.ask(OTHER_TELLER, 'POST', '/withdraw/check', check);
    expect(read(withdrawCheckAnswer, answer).claimed).toBeNull();
    for (const outcome of ['delivered', 'declined']) {
      const complete = { ...claimed, tradeId: `T-${outcome}`, outcome };
      const refused = await bank.ask(OTHER_TELLER, 'POST', '/withdraw/complete', complete);
      expect(refused).toMatchObject({ status: 409, body: { code: 'lease_lost' } });
    }
    const complete = { ...claimed, tradeId: 'T-1', outcome: 'delivered' };
    expect((await bank.ask(TELLER, 'POST', '/withdraw/complete', complete)).status).toBe(200);
  });
});

test("a teller's reports of nothing, however often, pause nothing of another teller's", async () => {
  await withBank({}, async (bank) => {
    const { seq } = await deposit(bank);
    await bank.ask(OTHER_TELLER, 'POST', '/deposit/complete', { tradeId: 'T-7', robloxUserId: 777, gems: 1 });
    for (const newest of [seq + 1, seq + 1, seq + 1]) {
      await bank.ask(OTHER_TELLER, 'POST', '/teller/report', { pets: [], gems: 0, seq: newest });
    }
    // The one gem that the other teller lost is the operator's business, and no one else's.
    const open = await bank.ask(STAFF, 'GET', '/admin/cases?open=true');
    expect(open.body).toMatchObject({ cases: [{ kind: 'shortage', tellerId: OTHER_TELLER.id }] });
    await reserve(bank);
    const check = await bank.ask(TELLER, 'POST', '/withdraw/check', { robloxUserId: MEMBER, claim: true });
    expect(read(withdrawCheckAnswer, check).claimed).not.toBeNull();
  });
});
