import { afterAll, expect, setDefaultTimeout, test } from 'bun:test';
import { createHash } from 'node:crypto';
import { verifyLedger } from '../../src/bank/verify-ledger.ts';
import type { CliContext } from '../../src/cli/command-line.ts';
import { addStaff, listStaff, removeStaff, renewToken } from '../../src/cli/staff.ts';
import { withBook } from '../../src/cli/with-book.ts';
import { startRobloxDouble } from '../doubles/roblox.ts';
import { NOON, readTables, type TestBank, withBank } from '../support/bank.ts';

setDefaultTimeout(120_000);
const roblox = startRobloxDouble();
roblox.put({ id: 156, username: 'builderman' });
afterAll(() => roblox.stop());

const contextOf = ({ file }: Pick<TestBank, 'file'>): CliContext => ({
  env: { NODE_ENV: 'test', DATABASE_URL: `file:${file}`, ROBLOX_USERS_URL: roblox.usersUrl },
  clock: () => NOON,
  random: (length) => crypto.getRandomValues(new Uint8Array(length)),
  terminal: { write: () => undefined },
  output: { write: () => undefined },
});

const tokenIn = (text: string): string => /pbst_[A-Za-z0-9_-]{43}/.exec(text)?.[0] ?? '';

/** All that the database holds, as one text. */
const dumpOf = ({ file }: Pick<TestBank, 'file'>): string => JSON.stringify(readTables(file));

test('staff without Discord are added, listed, given another token and removed', async () => {
  await withBank({}, async (bank) => {
    const context = contextOf(bank);
    expect((await listStaff(context)).text).toContain('Nobody is staff yet');
    const added = await addStaff({ name: 'Builderman', level: 'cashier' }, context);
    expect(added).toStartWith('builderman (Roblox 156) is cashier now.');
    const first = tokenIn(added);
    expect(dumpOf(bank)).not.toContain(first.slice('pbst_'.length));
    expect(dumpOf(bank)).toContain(createHash('sha256').update(first).digest('hex'));
    // Another level keeps the token.
    expect(await addStaff({ name: '156', level: 'manager' }, context)).toBe('Roblox 156 is manager now.');
    const second = tokenIn(await renewToken('builderman', context));
    expect(second).not.toBe(first);
    expect((await listStaff(context)).text).toContain(
      'Roblox 156  manager, added as manager, manager since 2026-05-10T12:00:00.000Z, has a token',
    );
    expect(await removeStaff('builderman', context)).toContain('no longer one of the staff');
    expect((await listStaff(context)).text).toContain('Nobody is staff yet');
    await expect(removeStaff('builderman', context)).rejects.toThrow('was never added');
    await expect(renewToken('builderman', context)).rejects.toThrow('has to be added first');
    await withBook(context, async ({ reads }) => {
      expect(await verifyLedger(reads)).toMatchObject({ kind: 'sound', count: 4 });
      return '';
    });
  });
});

test('what is no level or no account is refused in words, and changes nothing', async () => {
  await withBank({}, async (bank) => {
    const context = contextOf(bank);
    expect(() => addStaff({ name: 'builderman', level: 'boss' }, context)).toThrow('--level must be one of');
    await expect(addStaff({ name: 'nobody', level: 'owner' }, context)).rejects.toThrow('Roblox knows no');
    roblox.failNext({ kind: 'status', status: 503 }, { times: 9 });
    await expect(addStaff({ name: 'elsewhere', level: 'owner' }, context)).rejects.toThrow(
      'Roblox does not answer',
    );
    expect((await listStaff(context)).text).toContain('Nobody is staff yet');
  });
});
