import { afterAll, describe, expect, test } from 'bun:test';
import { verifyLedger } from '../../src/bank/verify-ledger.ts';
import { startRobloxDouble } from '../doubles/roblox.ts';
import { startBank, type TestBank } from '../support/bank.ts';
import { type MakeDatabase, onEachDatabase } from '../support/databases.ts';
import { PERSON, putProfile } from '../support/scenes.ts';
import { bodyOf, playStory, type Scene } from '../support/story.ts';

const roblox = startRobloxDouble();
const LIVE = {
  ROBLOX: 'live',
  ROBLOX_USERS_URL: roblox.usersUrl,
  ROBLOX_CLOUD_URL: roblox.cloudUrl,
  ROBLOX_THUMBNAILS_URL: roblox.thumbnailsUrl,
};
afterAll(() => roblox.stop());

const builderman = { id: 156, displayName: 'Builder Man' } as const;
const worlds = [
  {
    name: "in the sandbox's Roblox",
    environment: { ROBLOX: 'sandbox' },
    avatarUrl: null,
    writeBio: (bank: TestBank) => (description: string) => putProfile(bank, { ...builderman, description }),
  },
  {
    name: 'in the live Roblox',
    environment: LIVE,
    avatarUrl: 'https://tr.rbxcdn.com/30DAY-Avatar/150/150/Png',
    writeBio: () => async (description: string) => {
      roblox.put({ ...builderman, username: PERSON.robloxUsername, description });
    },
  },
] as const;

const cat = { id: 'Huge Cat', variant: 'golden', shiny: false } as const;
const at = '2026-05-10T12:00:00.000Z';

onEachDatabase((make) => {
  for (const world of worlds) describe(`a member ${world.name}`, () => describeStory(make, world));
});

const rootOf = (sum: string) => ({ hash: expect.stringMatching(/^[0-9a-f]{64}$/), sum });

function describeStory(
  make: MakeDatabase,
  { environment, avatarUrl, writeBio }: (typeof worlds)[number],
): void {
  const played = play();
  async function play(): Promise<readonly Scene[]> {
    const database = make();
    const bank = await startBank({ ...environment, ...database.environment }, database.file);
    const scenes = await playStory(bank, writeBio(bank));
    await bank.stop();
    const driver = await database.open();
    expect(await verifyLedger(driver)).toMatchObject({ kind: 'sound', count: 6 });
    await driver.close();
    await database.remove();
    return scenes;
  }
  const account = { ...builderman, username: 'builderman', avatarUrl };

  test('is given 16 words for a profile, and is linked once the profile shows them', async () => {
    const scenes = await played;
    expect(bodyOf(scenes, '/verify/start')).toEqual({
      code: expect.stringMatching(/^[a-z]+( [a-z]+){15}$/),
      expiresAt: '2026-05-10T12:15:00.000Z',
      roblox: account,
    });
    expect(bodyOf(scenes, '/verify/confirm')).toEqual({
      linked: true,
      discordUserId: PERSON.discordUserId,
      roblox: account,
      linkedAt: at,
    });
  });

  test('hands over pets, and is credited all of them', async () => {
    const scenes = await played;
    expect(bodyOf(scenes, '/deposit/check')).toEqual({
      accepted: true,
      reasons: [],
      value: 135_201_000,
      limits: { petsPerTrade: 100, gemsPerTrade: 100_000_000_000 },
    });
    expect(bodyOf(scenes, '/deposit/complete')).toEqual({
      transactionId: 't-2',
      seq: 2,
      status: 'credited',
      credited: { pets: [{ ...cat, quantity: 2 }], gems: 1000 },
      quarantined: { pets: [], gems: 0 },
      gems: 1000,
      onHold: false,
      onHoldUntil: null,
      previousTradeSeq: 0,
      replayed: false,
    });
    expect(bodyOf(scenes, '/user/{id}/inventory')).toEqual({
      robloxUserId: 156,
      discordUserId: PERSON.discordUserId,
      username: 'builderman',
      gems: 1000,
      reserved: { gems: 0 },
      onHold: { gems: 0 },
      pets: [{ ...cat, quantity: 2, reserved: 0, onHold: 0, value: 67_600_000 }],
      totalValue: 135_201_000,
      unvalued: 0,
      asOf: at,
    });
  });

  test('asks for some of them, and the teller who holds them hands them over', async () => {
    const scenes = await played;
    const goods = { pets: [{ ...cat, quantity: 1 }], gems: 400 };
    const expiresAt = '2026-05-10T12:30:00.000Z';
    const request = { withdrawalId: 'w-3', seq: 3, status: 'reserved', ...goods, expiresAt };
    const answer = { ...request, deliverableBy: ['teller-1'], replayed: false };
    expect(bodyOf(scenes, '/withdraw/request')).toEqual(answer);
    expect(bodyOf(scenes, '/withdraw/check')).toEqual({
      robloxUserId: 156,
      pets: [{ ...cat, quantity: 1 }],
      gems: 600,
      withdrawals: [{ withdrawalId: 'w-3', status: 'claimed', ...goods, expiresAt, deliverable: true }],
      claimed: {
        withdrawalId: 'w-3',
        claimToken: expect.stringMatching(/./),
        leaseUntil: '2026-05-10T12:02:00.000Z',
        ...goods,
      },
    });
    const complete = {
      withdrawalId: 'w-3',
      seq: 5,
      status: 'delivered',
      transactionId: 't-5',
      previousTradeSeq: 2,
    };
    expect(bodyOf(scenes, '/withdraw/complete')).toEqual({ ...complete, replayed: false });
    expect(bodyOf(scenes, '/user/{id}/inventory', 1)).toMatchObject({
      gems: 600,
      reserved: { gems: 0 },
      pets: [{ ...cat, quantity: 1, reserved: 0 }],
    });
  });

  test('finds every step in the history, newest first, page by page', async () => {
    const scenes = await played;
    const kinds = ['withdrawal_delivered', 'withdrawal_claimed', 'withdrawal_reserved'];
    expect(bodyOf(scenes, '/user/{id}/transactions')).toMatchObject({
      transactions: kinds.map((kind, index) => ({ kind, seq: 5 - index, gems: 400 })),
      nextCursor: '3',
    });
    expect(bodyOf(scenes, '/user/{id}/transactions', 1)).toEqual({
      transactions: [
        {
          id: 't-2',
          seq: 2,
          kind: 'deposit',
          status: 'credited',
          pets: [{ ...cat, quantity: 2 }],
          gems: 1000,
          tellerId: 'teller-1',
          withdrawalId: null,
          otherRobloxUserId: null,
          at,
          hash: expect.stringMatching(/^[0-9a-f]{64}$/),
        },
      ],
      nextCursor: null,
    });
  });

  test('can see from outside that the bank owes what its teller holds', async () => {
    const scenes = await played;
    const report = { halted: false, paused: [], drift: [], settled: [], lastTradeSeq: 5, cleared: true };
    expect(bodyOf(scenes, '/teller/report')).toEqual(report);
    expect(bodyOf(scenes, '/proof')).toEqual({
      seq: 5,
      head: expect.stringMatching(/^[0-9a-f]{64}$/),
      at,
      liabilitiesRoot: expect.stringMatching(/^[0-9a-f]{64}$/),
      members: 1,
      assets: [
        { asset: 'gems', owed: '600', reported: '600', root: rootOf('600') },
        { asset: cat, owed: '1', reported: '1', root: rootOf('1') },
      ],
      tellers: [{ id: 'teller-1', reportedAt: at }],
    });
    // Hashes hold any digits by chance.
    const said = JSON.stringify(bodyOf(scenes, '/proof')).replace(/[0-9a-f]{64}/g, '');
    expect(said).not.toContain('156');
  });
}

test('a live Roblox has no sandbox beside it', async () => {
  const bank = await startBank(LIVE);
  expect((await bank.askOpenly('/sandbox/roblox/users/builderman')).status).toBe(404);
  await bank.end();
});
