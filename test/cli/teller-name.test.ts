import { afterAll, expect, setDefaultTimeout, test } from 'bun:test';
import type { CliContext } from '../../src/cli/command-line.ts';
import { STATUS } from '../../src/cli/status.ts';
import { nameTellerAt } from '../../src/cli/teller/name.ts';
import { startRobloxDouble } from '../doubles/roblox.ts';
import { NOON, withBank } from '../support/bank.ts';

setDefaultTimeout(120_000);
const roblox = startRobloxDouble();
roblox.put({ id: 156, username: 'builderman' });
afterAll(() => roblox.stop());

test('the command line names a teller beside a bank at work, and says what members see', async () => {
  await withBank({}, async (bank) => {
    const context: CliContext = {
      env: { NODE_ENV: 'test', DATABASE_URL: `file:${bank.file}`, ROBLOX_USERS_URL: roblox.usersUrl },
      clock: () => NOON,
      random: (length) => crypto.getRandomValues(new Uint8Array(length)),
      terminal: { write: () => undefined },
      output: { write: () => undefined },
    };
    const name = (order: object) => nameTellerAt({ teller: 'teller-1', ...order }, context);
    const place = 'https://www.roblox.com/games/1';
    expect(await name({ account: 'builderman', place })).toBe(
      `Members see teller-1 as builderman (156), ${place}.`,
    );
    const later = await name({ place: 'https://www.roblox.com/games/2' });
    expect(later).toContain(
      'From 2026-05-11T12:00:00.000Z on: {"placeUrl":"https://www.roblox.com/games/2"}',
    );
    expect(await (await bank.askOpenly('/tellers')).json()).toMatchObject({ count: 1 });
    await expect(name({ account: 'nobody' })).rejects.toThrow('Roblox knows no nobody');
    await expect(name({ account: '404' })).rejects.toThrow('Roblox knows no account 404');
    const unheard = { ...context, env: { ...context.env, ROBLOX_USERS_URL: 'http://127.0.0.1:9' } };
    await expect(nameTellerAt({ teller: 'teller-2', account: '157' }, unheard)).rejects.toMatchObject({
      message: 'Roblox does not answer. Nothing was changed: try again.',
      status: STATUS.unable,
    });
    await expect(name({ place: 'https://evil.example' })).rejects.toThrow('must be an address on roblox.com');
  });
});
