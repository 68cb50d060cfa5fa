import { describe, expect, test } from 'bun:test';
import { type Bank, expectRefusal, NOON, openBank } from '../../test/bank/bank.ts';
import { codeOf, confirmWith, foundAccount, linkUser, randomOf, startWith } from '../../test/bank/link.ts';
import { DAY, MINUTE } from '../../test/bank/rules.ts';
import { store } from '../../test/storage/samples.ts';
import type { RefusalCode } from './engine/refusal.ts';
import { confirmVerification, startVerification } from './verify.ts';

const WEB = { by: 'web' } as const;
const ANN = { discordUserId: '100000000000000001', robloxUserId: 1 } as const;
const at = (ms: number) => new Date(ms).toISOString();

describe('a start', () => {
  test('gives the code, until when it holds, and whose profile it belongs into', async () => {
    expect(await startWith(openBank(), ANN)).toEqual({
      code: codeOf(ANN),
      expiresAt: at(NOON + 15 * MINUTE),
      roblox: { id: 1, username: 'player1', displayName: 'PLAYER1', avatarUrl: null },
    });
  });

  test('replaces the one before: only the new code counts', async () => {
    const bank = openBank();
    for (const byte of [1, 2]) await startWith(bank, ANN, byte);
    const [old, bio] = [codeOf(ANN, 1), codeOf(ANN, 2)];
    await expectRefusal(bank, 'code_not_in_profile', () => confirmWith(bank, ANN, { bio: old }));
    expect(await confirmWith(bank, ANN, { bio })).toMatchObject({ linked: true });
  });

  test('for another account replaces the one before too', async () => {
    const bank = openBank();
    await startWith(bank, ANN);
    await startWith(bank, { ...ANN, robloxUserId: 2 });
    await expectRefusal(bank, 'no_pending_verification', () => confirmWith(bank, ANN));
  });

  test('by two Discord users for one account gives each a code of their own', async () => {
    const bank = openBank();
    const bea = { ...ANN, discordUserId: '100000000000000002' };
    for (const person of [ANN, bea]) await startWith(bank, person);
    const bio = codeOf(bea);
    await expectRefusal(bank, 'code_not_in_profile', () => confirmWith(bank, ANN, { bio }));
    expect(await confirmWith(bank, bea, { bio })).toMatchObject({
      discordUserId: bea.discordUserId,
    });
  });
});

describe('a start is refused', () => {
  const input = { discordUserId: ANN.discordUserId, robloxUsername: 'player1', random: randomOf(0) };

  test.each([
    ['halted', 'while the bank is, before the answer of Roblox counts', { kind: 'unavailable' }],
    ['upstream_unavailable', 'where Roblox is unavailable', { kind: 'unavailable' }],
    [
      'roblox_user_not_found',
      'where there is nobody of that name, or they are banned',
      { kind: 'not_found' },
    ],
  ] as const)('%s %s', async (code, _name, user) => {
    const bank = openBank();
    if (code === 'halted') await bank.halt();
    await expectRefusal(bank, code, () => bank.book.perform(startVerification, { ...input, user }, WEB));
  });

  test('already_linked for a Discord user who has another account', async () => {
    const bank = openBank();
    await linkUser(bank, ANN);
    await expectRefusal(bank, 'already_linked', () => startWith(bank, { ...ANN, robloxUserId: 2 }));
    expect(await startWith(bank, ANN)).toMatchObject({ roblox: { id: 1 } });
  });
});

describe('a confirmation', () => {
  test('links, once: the code is used up, and again gives the same answer', async () => {
    const bank = openBank();
    await startWith(bank, ANN);
    bank.pass(MINUTE);
    const answer = await confirmWith(bank, ANN);
    expect(answer).toEqual({
      linked: true,
      discordUserId: ANN.discordUserId,
      roblox: { id: 1, username: 'player1', displayName: 'PLAYER1', avatarUrl: null },
      linkedAt: at(NOON + MINUTE),
    });
    const before = bank.everything();
    bank.pass(DAY);
    expect(await confirmWith(bank, ANN, { bio: '' })).toEqual(answer);
    expect(bank.everything()).toEqual(before);
    expect([...before.keys()].filter((key) => key.startsWith('verifications'))).toEqual([]);
  });

  test('takes the name in any capitals', async () => {
    const bank = openBank();
    await startWith(bank, ANN);
    const profile = {
      ...foundAccount(1),
      account: { ...foundAccount(1).account, description: codeOf(ANN), isBanned: false },
    };
    const input = { discordUserId: ANN.discordUserId, robloxUsername: 'PLAYER1', profile, salt: 'a1' };
    expect(await bank.book.perform(confirmVerification, input, WEB)).toMatchObject({ linked: true });
  });

  test('is possible just until the code expires', async () => {
    const bank = openBank();
    await startWith(bank, ANN);
    bank.pass(15 * MINUTE - 1);
    expect(await confirmWith(bank, ANN)).toMatchObject({ linked: true });
  });

  test('counts for whom the code was made, whoever stands in its row', async () => {
    const bank = openBank();
    const thief = { ...ANN, discordUserId: '100000000000000666' };
    // The words of an old code are still in the profile.
    await linkUser(bank, ANN);
    const theirs = { ...thief, username: 'player1', code: codeOf(ANN), expiresAt: NOON + DAY };
    for (const edit of [{}, { code: codeOf(ANN).split(' ').reverse().join(' ') }, { code: 'oak owl' }]) {
      const edited = { ...theirs, ...edit };
      await store(bank.driver, { puts: { verifications: [edited] } });
      await expectRefusal(bank, 'no_pending_verification', () =>
        confirmWith(bank, thief, { bio: `hello ${edited.code}` }),
      );
    }
  });

  test('writes nothing of the person into the log', async () => {
    const bank = openBank();
    await linkUser(bank, ANN);
    const log = await bank.reads.log({ afterSeq: 0, limit: 9 });
    expect(log).toMatchObject([{ kind: 'member_linked', robloxUserId: null, state: expect.any(String) }]);
    expect(JSON.stringify(log)).not.toContain(ANN.discordUserId);
  });

  const refusals: [
    RefusalCode,
    string,
    (bank: Bank) => Promise<unknown>,
    Parameters<typeof confirmWith>[2],
  ][] = [
    ['no_pending_verification', 'of what was never started', async () => {}, {}],
    [
      'no_pending_verification',
      'of what was started by someone else',
      (bank) => startWith(bank, { ...ANN, discordUserId: '100000000000000009' }),
      {},
    ],
    [
      'no_pending_verification',
      'of another account than the one that was started',
      (bank) => startWith(bank, { ...ANN, robloxUserId: 2 }),
      {},
    ],
    [
      'halted',
      'while the bank is',
      async (bank) => {
        await startWith(bank, ANN);
        await bank.halt();
      },
      {},
    ],
    [
      'verification_expired',
      'once the code is old',
      async (bank) => {
        await startWith(bank, ANN);
        bank.pass(15 * MINUTE);
      },
      {},
    ],
    [
      'roblox_user_not_found',
      'of an account that was banned',
      (bank) => startWith(bank, ANN),
      { isBanned: true },
    ],
    [
      'profile_filtered',
      'where the filter hid the code',
      (bank) => startWith(bank, ANN),
      { bio: '## ## ## ##' },
    ],
    [
      'code_not_in_profile',
      'where the code is not there',
      (bank) => startWith(bank, ANN),
      { bio: 'oak elk' },
    ],
  ];
  test.each(refusals)('is refused %s %s', async (code, _name, prepare, profile) => {
    const bank = openBank();
    await prepare(bank);
    await expectRefusal(bank, code, () => confirmWith(bank, ANN, profile));
  });
});
