import { expect, test } from 'bun:test';
import { createKeyUsage } from './key-usage.ts';

test('uses and refusals are counted by key, and the newest refused requests are remembered', () => {
  const usage = createKeyUsage();
  usage.countRequest('teller-1', 5);
  usage.countRequest('teller-1', 7);
  const refused = { at: 8, endpoint: 'POST /deposit/complete' } as const;
  usage.addRefusal({ ...refused, requestId: 'a', code: 'unauthorized', keyId: 'web' });
  usage.addRefusal({ ...refused, requestId: 'b', code: 'rate_limited', keyId: 'teller-1' });
  usage.addRefusal({ ...refused, requestId: 'c', code: 'unauthorized', keyId: null });
  expect(usage.of('teller-1')).toEqual({
    requests: 2,
    lastRequestAt: 7,
    refusals: new Map([['rate_limited', 1]]),
  });
  expect(usage.of('web')).toMatchObject({ requests: 0, refusals: new Map([['unauthorized', 1]]) });
  expect(usage.of('nobody')).toBeUndefined();
  expect(usage.refused().map(({ requestId }) => requestId)).toEqual(['c', 'b', 'a']);
  for (let sent = 0; sent < 500; sent += 1)
    usage.addRefusal({ ...refused, requestId: `${sent}`, code: 'unauthorized', keyId: null });
  expect(usage.refused()).toHaveLength(200);
  expect(usage.refused()[0]?.requestId).toBe('499');
});
