import { expect, setDefaultTimeout, test } from 'bun:test';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { createSignedClient, signatureHeaders } from '../../src/cli/signed-client.ts';
import { READER, TELLER, type TestKey, WEB } from '../support/keys.ts';
import { type BankProcess, withProcesses } from '../support/process.ts';
import { until } from '../support/until.ts';

setDefaultTimeout(120_000);

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const MAIN = join(import.meta.dir, '../support/jumping-main.ts');
const DISCORD_USER = '100000000000000001';
/** What a jump of the machine's clock may do to the bank's at most, in a test that lasts two minutes. */
const FOLLOWED_MS = 2 * MINUTE;
const JUMPS = [
  ['to 2099', Date.UTC(2099, 0, 1) - Date.now()],
  ['back from it', 0],
  ['ten minutes on', 10 * MINUTE],
  ['ten minutes back', 0],
  ['an hour on', HOUR],
  ['an hour back', 0],
  ['an hour into the past', -HOUR],
  ['and from there', 0],
] as const;

const ask = (bank: BankProcess, key: TestKey, method: 'GET' | 'POST', target: string, body?: object) =>
  createSignedClient({ url: bank.url, key, clock: Date.now, newNonce: () => crypto.randomUUID() })(
    method,
    target,
    body,
  );

/** A deposit that is sent again as it was, byte for byte. */
function signDeposit(tradeId: string) {
  const body = JSON.stringify({ tradeId, robloxUserId: 156, gems: 1 });
  const attempt = { createdSeconds: Math.floor(Date.now() / 1000), nonce: crypto.randomUUID() };
  const headers = signatureHeaders(TELLER, { method: 'POST', target: '/deposit/complete', body }, attempt);
  return (bank: BankProcess) =>
    fetch(`${bank.url}/deposit/complete`, { method: 'POST', headers: { ...headers }, body });
}

const vitals = z.object({ uptimeSeconds: z.number() });
const checked = z.object({ claimed: z.object({ claimToken: z.string() }) });
const history = z.object({ transactions: z.array(z.object({ at: z.string() })) });

async function uptimeOf({ url }: BankProcess): Promise<number> {
  return vitals.parse(await (await fetch(`${url}/health`)).json()).uptimeSeconds;
}

/** Waits until the bank has read its clocks and swept, which it does each second here. */
async function untilSwept(bank: BankProcess): Promise<void> {
  const from = await uptimeOf(bank);
  await until(async () => (await uptimeOf(bank)) >= from + 2, 'a sweep');
}

test('a clock that is set under a running bank ends nothing early and lets nothing in twice', () =>
  withProcesses(async (start, file) => {
    const clockFile = join(file.folder, 'clock');
    const setClock = (byMs: number): void => writeFileSync(clockFile, String(byMs));
    setClock(0);
    const settings = { CLOCK_FILE: clockFile, SWEEP_SECONDS: '1', LEASE_SECONDS: '300', ROBLOX: 'sandbox' };
    const launch = { main: MAIN };
    const before = await start({ ...settings, DEPOSIT_HOLD_SECONDS: '0' }, launch);
    await ask(before, TELLER, 'POST', '/deposit/complete', { tradeId: 'T-0', robloxUserId: 156, gems: 100 });
    before.kill('SIGTERM');
    await before.exited;

    const bank = await start({ ...settings, DEPOSIT_HOLD_SECONDS: '600' }, launch);
    const spent = [signDeposit('T-1')];
    expect((await spent[0]?.(bank))?.status).toBe(200);
    const request = (requestId: string, gems: number) => ({ requestId, robloxUserId: 156, gems });
    await ask(bank, WEB, 'POST', '/withdraw/request', request('R-1', 10));
    const check = { robloxUserId: 156, claim: true };
    const { claimed } = checked.parse((await ask(bank, TELLER, 'POST', '/withdraw/check', check)).body);
    await ask(bank, WEB, 'POST', '/withdraw/request', request('R-2', 20));
    const who = { discordUserId: DISCORD_USER, robloxUsername: 'builderman' };
    await fetch(`${bank.url}/sandbox/roblox/users/builderman`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id: 156, description: 'Hi!' }),
    });
    expect((await ask(bank, WEB, 'POST', '/verify/start', who)).status).toBe(200);

    for (const [index, [jump, byMs]] of JUMPS.entries()) {
      setClock(byMs);
      await untilSwept(bank);
      const fresh = signDeposit(`jump-${index}`);
      spent.push(fresh);
      const again = await Promise.all(spent.map((send) => send(bank)));
      expect([jump, ...again.map(({ status }) => status)]).toEqual([
        jump,
        ...spent.map((send) => (send === fresh ? 200 : 409)),
      ]);
      const { body: open } = await ask(bank, TELLER, 'POST', '/withdraw/check', check);
      expect(open).toMatchObject({
        withdrawals: [{ status: 'claimed' }, { status: 'reserved' }],
        claimed: { claimToken: claimed.claimToken },
      });
      const { body: held } = await ask(bank, READER, 'GET', '/user/156/inventory');
      expect(held).toMatchObject({ gems: 70 + spent.length, onHold: { gems: spent.length } });
      expect((await ask(bank, WEB, 'POST', '/verify/confirm', who)).body).toMatchObject({
        code: 'code_not_in_profile',
      });
    }
    const { body: page } = await ask(bank, READER, 'GET', '/user/156/transactions?limit=100');
    const times = history.parse(page).transactions.map(({ at }) => Date.parse(at));
    times.reverse();
    expect(times).toEqual(times.toSorted((at, other) => at - other));
    expect(times.at(-1)).toBeLessThan(Date.now() + FOLLOWED_MS);
    bank.kill('SIGTERM');
    expect(await bank.exited).toBe(0);
  }));
