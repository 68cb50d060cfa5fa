import { expect, test } from 'bun:test';
import { withBank } from '../support/bank.ts';
import { READER, STRANGER, TELLER, TELLER_AGAIN } from '../support/keys.ts';
import { send } from '../support/send.ts';

const INVENTORY = '/user/156/inventory';

test('each key sends as many requests as are set, hears what is left, takes none from others', async () => {
  await withBank({ RATE_LIMIT_PER_MINUTE: '2' }, async (bank) => {
    const first = await bank.ask(READER, 'GET', INVENTORY);
    expect(first.headers.get('ratelimit-policy')).toBe('"key";q=2;w=60');
    expect(first.headers.get('ratelimit')).toMatch(/^"key";r=1;t=\d+$/);
    expect(first.headers.get('retry-after')).toBeNull();
    expect((await bank.ask(READER, 'GET', INVENTORY)).headers.get('ratelimit')).toMatch(/r=0;/);
    const third = await bank.ask(READER, 'GET', INVENTORY);
    expect(third).toMatchObject({ status: 429, body: { code: 'rate_limited' } });
    expect(Number(third.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(third.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    expect((await bank.ask(TELLER, 'GET', INVENTORY)).status).toBe(200);
    expect((await bank.ask(TELLER_AGAIN, 'GET', INVENTORY)).status).toBe(200);
  });
});

test('refused requests count too, and the rate comes before the scope', async () => {
  await withBank({ RATE_LIMIT_PER_MINUTE: '1' }, async (bank) => {
    expect((await bank.ask(READER, 'GET', '/admin/cases')).status).toBe(403);
    expect((await bank.ask(READER, 'GET', '/admin/cases')).status).toBe(429);
  });
});

test("what is signed wrongly uses up nobody's rate", async () => {
  await withBank({ RATE_LIMIT_PER_MINUTE: '1' }, async (bank) => {
    const thief = { ...STRANGER, id: READER.id };
    for (let times = 0; times < 3; times += 1) {
      expect((await bank.ask(thief, 'GET', INVENTORY)).status).toBe(401);
    }
    expect((await bank.ask(READER, 'GET', INVENTORY)).status).toBe(200);
  });
});

test('an address may request open pages as often as is set, and /health as often as it likes', async () => {
  await withBank({ RATE_LIMIT_PER_ADDRESS_PER_MINUTE: '2' }, async (bank) => {
    expect((await send(bank, '/proof')).headers.get('ratelimit')).toMatch(/^"address";r=1;t=\d+$/);
    expect((await send(bank, '/items/all')).status).toBe(200);
    const third = await send(bank, '/proof');
    expect(third).toMatchObject({ status: 429, body: { code: 'rate_limited' } });
    expect(third.headers.get('retry-after')).toMatch(/^\d+$/);
    expect((await send(bank, '/health')).status).toBe(200);
    expect((await bank.ask(READER, 'GET', INVENTORY)).status).toBe(200);
  });
});

test('X-Forwarded-For is not believed unless a proxy of ours writes it', async () => {
  const from = (bank: Parameters<typeof send>[0], address: string) =>
    send(bank, '/proof', { headers: { 'x-forwarded-for': address } });
  await withBank({ RATE_LIMIT_PER_ADDRESS_PER_MINUTE: '1' }, async (bank) => {
    expect((await from(bank, '198.51.100.1')).status).toBe(200);
    expect((await from(bank, '198.51.100.2')).status).toBe(429);
  });
  await withBank({ RATE_LIMIT_PER_ADDRESS_PER_MINUTE: '1', PROXY_HOPS: '1' }, async (bank) => {
    expect((await from(bank, '198.51.100.1')).status).toBe(200);
    expect((await from(bank, '198.51.100.2')).status).toBe(200);
    expect((await from(bank, '203.0.113.9, 198.51.100.2')).status).toBe(429);
  });
});

test('whoever has a whole /64 of IPv6 counts as one', async () => {
  const from = (bank: Parameters<typeof send>[0], address: string) =>
    send(bank, '/proof', { headers: { 'x-forwarded-for': address } });
  await withBank({ RATE_LIMIT_PER_ADDRESS_PER_MINUTE: '1', PROXY_HOPS: '1' }, async (bank) => {
    expect((await from(bank, '2001:db8:1:2::1')).status).toBe(200);
    expect((await from(bank, '2001:db8:1:2:3:4:5:6')).status).toBe(429);
    expect((await from(bank, '2001:db8:1:3::1')).status).toBe(200);
    expect((await from(bank, '::ffff:198.51.100.1')).status).toBe(200);
    expect((await from(bank, '198.51.100.1')).status).toBe(429);
  });
});

test('with a limit of 0 nobody is counted, and no answer speaks of it', async () => {
  await withBank({}, async (bank) => {
    const answer = await bank.ask(READER, 'GET', INVENTORY);
    expect(answer.headers.get('ratelimit')).toBeNull();
  });
});
