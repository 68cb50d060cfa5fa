import { expect, setDefaultTimeout, test } from 'bun:test';
import type { CliContext } from '../../src/cli/command-line.ts';
import { listKeys, restoreKeyAt, revokeKeyAt } from '../../src/cli/keys/revoke.ts';
import { traceKeyAt } from '../../src/cli/trace.ts';
import { makeBankFile, NOON, SECOND, type TestBank, withBank } from '../support/bank.ts';
import { API_KEYS, OTHER_TELLER, TELLER } from '../support/keys.ts';
import { CAT, deposit, MEMBER } from '../support/scenes.ts';
import { until } from '../support/until.ts';

setDefaultTimeout(120_000);
const reason = 'its machine was broken into';

/** What a command has beside the running bank. */
const contextOf = ({ file, world }: Pick<TestBank, 'file' | 'world'>): CliContext => ({
  env: { NODE_ENV: 'test', DATABASE_URL: `file:${file}`, API_KEYS },
  clock: () => world.at,
  random: (length) => world.random(length),
  terminal: { write: () => undefined },
  output: { write: () => undefined },
});

test('a running bank refuses a key that the command line revokes, until it restores it', async () => {
  await withBank({}, async (bank) => {
    const context = contextOf(bank);
    const statusIs = (status: number) => async () =>
      (await bank.ask(TELLER, 'GET', `/user/${MEMBER}/inventory`)).status === status;
    await until(statusIs(200), 'the key is taken');
    expect(await revokeKeyAt({ keyId: TELLER.id, reason }, context)).toContain('Revoked');
    await until(statusIs(401), 'the bank refuses the key', { limitMs: 2 * SECOND });
    bank.world.at += SECOND;
    expect(await revokeKeyAt({ keyId: TELLER.id, reason }, context)).toContain(new Date(NOON).toISOString());
    expect((await listKeys(context)).text).toContain(
      `teller-1  teller  revoked ${new Date(NOON).toISOString()}`,
    );
    expect(await restoreKeyAt({ keyId: TELLER.id, reason }, context)).toContain('Restored');
    await until(statusIs(200), 'the bank takes the key again', { limitMs: 2 * SECOND });
    await expect(restoreKeyAt({ keyId: TELLER.id, reason }, context)).rejects.toThrow('is not revoked');
  });
});

test('trace shows what a key did to whom since a time, and what is still on hold', async () => {
  await withBank({ DEPOSIT_HOLD_SECONDS: '600' }, async (bank) => {
    const context = contextOf(bank);
    await deposit(bank, { gems: 7 }, 'T-0');
    bank.world.at += SECOND;
    await deposit(bank);
    await deposit(bank, { pets: [{ id: 'Mystery Cat' }] }, 'T-2');
    await bank.ask(OTHER_TELLER, 'POST', '/deposit/complete', { tradeId: 'T', robloxUserId: 9, gems: 1 });
    const since = new Date(bank.world.at).toISOString();
    const traced = await traceKeyAt({ keyId: TELLER.id, since }, context);
    expect(traced).toContain('teller-1 signed for 2 transactions, and touched 1 member.');
    expect(traced).toContain('1  deposit quarantined');
    expect(traced).toContain(`Member ${MEMBER}: t-3, t-2\n`);
    expect(traced).toMatch(/came in: .*1000 gems/);
    expect(traced).toMatch(new RegExp(`still on hold: 1000 gems, .*${CAT.id}`));
    expect(await traceKeyAt({ keyId: TELLER.id }, context)).toContain('3 transactions');
    bank.world.at += 601 * SECOND;
    expect(await traceKeyAt({ keyId: TELLER.id }, context)).not.toContain('on hold');
    expect(await traceKeyAt({ keyId: 'never-seen' }, context)).toContain('nothing');
  });
});

test('what is no key, no reason, no time or no bank is refused in words, and changes nothing', async () => {
  await withBank({}, async (bank) => {
    const context = contextOf(bank);
    await expect(revokeKeyAt({ keyId: 'a b', reason }, context)).rejects.toThrow(/^KEY: /);
    await expect(revokeKeyAt({ keyId: 'a', reason: 'x' }, context)).rejects.toThrow(/^--reason: 3 to 500/);
    await expect(traceKeyAt({ keyId: 'a b' }, context)).rejects.toThrow(/^KEY: /);
    await expect(traceKeyAt({ keyId: 'a', since: 'noon' }, context)).rejects.toThrow(/^--since must be/);
    expect((await listKeys(context)).text).not.toContain('revoked');
    const nowhere = contextOf({ ...makeBankFile(), world: bank.world });
    await expect(revokeKeyAt({ keyId: 'a', reason }, nowhere)).rejects.toThrow('There is no bank');
  });
});
