import { expect, test } from 'bun:test';
import { startRobloxDouble } from '../doubles/roblox.ts';
import { breakStorage, withBank } from '../support/bank.ts';
import { WEB } from '../support/keys.ts';
import { withProcesses } from '../support/process.ts';
import { deposit, PERSON } from '../support/scenes.ts';
import { send } from '../support/send.ts';
import { until } from '../support/until.ts';

const ALL_WELL = { storage: 'ok', discord: 'off', roblox: 'ok' } as const;

test('a bank in health says so to people, to orchestrators and to Prometheus', async () => {
  await withBank({}, async (bank) => {
    expect(await send(bank, '/health')).toMatchObject({
      status: 200,
      body: { status: 'ok', version: '0.0.0-test', uptimeSeconds: 0, checks: ALL_WELL },
    });
    expect(await send(bank, '/livez')).toMatchObject({ status: 200, body: { status: 'ok' } });
    expect(await send(bank, '/readyz')).toMatchObject({ status: 200, body: { status: 'ready' } });
    const metrics = await send(bank, '/metrics');
    expect(metrics.headers.get('content-type')).toStartWith('text/plain; version=0.0.4');
    expect(metrics.text).toMatch(/^# TYPE petbank_http_request_seconds histogram$/m);
  });
});

test('while the storage is down, the bank lives, is not ready, and is well again afterwards', async () => {
  await withBank({}, async (bank) => {
    const repair = breakStorage(bank.file);
    const checks = { ...ALL_WELL, storage: 'down' };
    expect(await send(bank, '/health')).toMatchObject({ status: 503, body: { status: 'degraded', checks } });
    expect(await send(bank, '/readyz')).toMatchObject({ status: 503, body: { status: 'not_ready' } });
    expect((await send(bank, '/livez')).status).toBe(200);
    expect((await send(bank, '/items/all')).status).toBe(200);
    repair();
    expect(await send(bank, '/health')).toMatchObject({ status: 200, body: { checks: ALL_WELL } });
    expect((await send(bank, '/readyz')).status).toBe(200);
  });
});

test('while Roblox does not answer, the bank is degraded but answers 200', async () => {
  const roblox = startRobloxDouble();
  await withBank({ ROBLOX: 'live', ROBLOX_USERS_URL: roblox.usersUrl }, async (bank) => {
    expect((await send(bank, '/health')).body).toMatchObject({ status: 'ok', checks: { roblox: 'unknown' } });
    roblox.failNext({ kind: 'status', status: 403 });
    await bank.ask(WEB, 'POST', '/verify/start', PERSON);
    const checks = { ...ALL_WELL, roblox: 'down' };
    expect(await send(bank, '/health')).toMatchObject({ status: 200, body: { status: 'degraded', checks } });
  });
  await roblox.stop();
});

test('the metrics count answers by path and status, and name nobody', async () => {
  await withBank({}, async (bank) => {
    await deposit(bank);
    await send(bank, '/user/156/inventory');
    await send(bank, '/no/such/place/156');
    const { text } = await send(bank, '/metrics');
    const counted = 'petbank_http_request_seconds_count';
    expect(text).toContain(`${counted}{method="POST",path="/deposit/complete",status="200"} 1`);
    expect(text).toContain(`${counted}{method="GET",path="/user/{id}/inventory",status="401"} 1`);
    expect(text).toContain('petbank_operations_total 1');
    // Labels, not values: a value may hold any digits.
    const labels = text.match(/\{.*?\} /g) ?? [];
    expect(labels.join('')).not.toContain('156');
    expect(labels.length).toBeGreaterThan(0);
  });
});

test('every answer has a request id of its own, whoever asks for what', async () => {
  await withBank({}, async (bank) => {
    const targets = [
      '/',
      '/swagger',
      '/swagger/json',
      '/assets/logo.svg',
      '/items/all',
      '/health',
      '/nowhere',
    ];
    const answers = await Promise.all([...targets, ...targets].map((target) => send(bank, target)));
    const ids = answers.map(({ headers }) => headers.get('x-request-id') ?? '');
    for (const id of ids) expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

test('what the database says while it is down is in the log, and not in the answer', () =>
  withProcesses(async (start, { file }) => {
    const bank = await start({ LOG_LEVEL: 'error' });
    breakStorage(file);
    const answer = await fetch(`${bank.url}/health`);
    expect(answer.status).toBe(503);
    expect(await answer.text()).not.toContain('no such table');
    await until(() => bank.printed().includes('no such table: bank'), 'a line with the words');
  }));
