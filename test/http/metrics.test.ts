import { expect, test } from 'bun:test';
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
