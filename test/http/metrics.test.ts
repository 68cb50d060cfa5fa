import { describe, expect, test } from 'bun:test';
import { breakStorage, NOON, SECOND, type TestBank, withBank } from '../support/bank.ts';
import { STAFF, TELLER } from '../support/keys.ts';
import { deposit } from '../support/scenes.ts';
import { send } from '../support/send.ts';

/** The values of metrics that begin with `petbank_`, by name and labels. */
async function readMetrics(bank: TestBank): Promise<Record<string, number>> {
  const { status, text } = await send(bank, '/metrics');
  expect(status).toBe(200);
  const lines = [...text.matchAll(/^petbank_(\S+) (\S+)$/gm)];
  return Object.fromEntries(lines.map(([, name = '', value]) => [name, Number(value)]));
}

test('the metrics show whether the bank is halted, cases, tellers, messages, the ledger', async () => {
  await withBank({}, async (bank) => {
    expect(await readMetrics(bank)).toMatchObject({
      storage_up: 1,
      halted: 0,
      ledger_seq: 0,
      'open_cases{kind="quarantine"}': 0,
      'open_cases{kind="uncertain"}': 0,
      'open_cases{kind="shortage"}': 0,
      'open_cases{kind="refused_trade"}': 0,
      outbox_unsent: 0,
    });
    await deposit(bank, { pets: [{ id: 'No such pet' }], gems: 5 });
    await bank.ask(TELLER, 'POST', '/teller/report', { gems: 5, pets: [] });
    await bank.ask(STAFF, 'POST', '/admin/halt', { halted: true, reason: 'under review' });
    bank.world.at += 10 * SECOND;
    expect(await readMetrics(bank)).toMatchObject({
      halted: 1,
      ledger_seq: 2,
      'open_cases{kind="quarantine"}': 1,
      'teller_report_timestamp_seconds{teller="teller-1"}': NOON / 1000,
      'teller_paused_assets{teller="teller-1"}': 0,
    });
    expect((await readMetrics(bank)).outbox_unsent).toBeGreaterThan(0);
  });
});

test('however often anyone asks, the state of the bank is read once in ten seconds', async () => {
  await withBank({}, async (bank) => {
    await readMetrics(bank);
    await deposit(bank);
    bank.world.at += 10 * SECOND - 1;
    expect(await readMetrics(bank)).toMatchObject({ ledger_seq: 0, operations_total: 1 });
    bank.world.at += 1;
    expect(await readMetrics(bank)).toMatchObject({ ledger_seq: 1 });
  });
});

test('while the storage is down the metrics say so, beside what was read last', async () => {
  await withBank({}, async (bank) => {
    await deposit(bank);
    await readMetrics(bank);
    const repair = breakStorage(bank.file);
    bank.world.at += 10 * SECOND;
    expect(await readMetrics(bank)).toMatchObject({ storage_up: 0, ledger_seq: 1 });
    repair();
    bank.world.at += 10 * SECOND;
    expect(await readMetrics(bank)).toMatchObject({ storage_up: 1 });
  });
});

describe('the metrics are', () => {
  const FORWARDED = { headers: { 'x-forwarded-for': '192.0.2.1' } };

  test('not there for who comes through a proxy', async () => {
    await withBank({ PROXY_HOPS: '1' }, async (bank) => {
      const refused = await send(bank, '/metrics', FORWARDED);
      expect(refused).toMatchObject({ status: 404, body: { code: 'not_found' } });
      expect((await send(bank, '/metrics')).status).toBe(200);
    });
  });

  test('there for who has the token, from anywhere, and no other', async () => {
    const token = 'scraper-of-the-bank-at-home';
    await withBank({ METRICS_TOKEN: token }, async (bank) => {
      const ask = (authorization: string) =>
        send(bank, '/metrics', { headers: { ...FORWARDED.headers, authorization } });
      expect((await ask(`Bearer ${token}`)).text).toContain('petbank_ledger_seq 0');
      const refused = await ask(`Bearer ${token}r`);
      expect(refused).toMatchObject({ status: 401, body: { code: 'unauthorized' } });
      expect(refused.headers.get('www-authenticate')).toBe('Bearer');
      expect((await send(bank, '/metrics')).status).toBe(200);
    });
  });
});

test('pages and the API document are counted too', async () => {
  await withBank({}, async (bank) => {
    for (const path of ['/', '/swagger/json', '/swagger/json']) await send(bank, path);
    expect(await readMetrics(bank)).toMatchObject({
      'http_request_seconds_count{method="GET",path="/",status="200"}': 1,
      'http_request_seconds_count{method="GET",path="/swagger/json",status="200"}': 2,
    });
  });
});
