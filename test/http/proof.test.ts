import { expect, test } from 'bun:test';
import { breakStorage, type TestBank, withBank } from '../support/bank.ts';
import { deposit } from '../support/scenes.ts';
import { send } from '../support/send.ts';

async function readSeq(bank: TestBank): Promise<unknown> {
  const { status, body } = await send(bank, '/proof');
  expect(status).toBe(200);
  return body;
}

test('a small proof is of the newest commit', async () => {
  await withBank({}, async (bank) => {
    for (let seq = 1; seq <= 20; seq += 1) {
      await deposit(bank, { gems: 1, pets: [] }, `T-${seq}`);
      expect(await readSeq(bank)).toMatchObject({ seq });
    }
  });
});

test('a proof is never older than a failing database', async () => {
  await withBank({}, async (bank) => {
    await readSeq(bank);
    const repair = breakStorage(bank.file);
    expect((await send(bank, '/proof')).status).toBe(503);
    repair();
    expect((await send(bank, '/proof')).status).toBe(200);
  });
});

test('whoever has the proof already is sent none of it again', async () => {
  await withBank({}, async (bank) => {
    await deposit(bank);
    const etag = (await send(bank, '/proof')).headers.get('etag') ?? '';
    expect(etag).toStartWith('W/"');
    const again = await Promise.all(
      Array.from({ length: 20 }, () => send(bank, '/proof', { headers: { 'if-none-match': etag } })),
    );
    for (const { status, text } of again) expect({ status, text }).toEqual({ status: 304, text: '' });
    await deposit(bank, { gems: 1, pets: [] }, 'T-2');
    expect((await send(bank, '/proof', { headers: { 'if-none-match': etag } })).status).toBe(200);
  });
});
