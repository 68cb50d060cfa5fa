import { expect, test } from 'bun:test';
import { createLog } from './log.ts';

test('secrets are not logged, wherever they stand', () => {
  const lines: string[] = [];
  const log = createLog('info', { write: (line) => lines.push(line) });
  const secret = 'pbsk_canary';
  log.info({ secret, token: secret, apiKey: secret, key: { id: 'teller-1', secret } }, 'a key');
  log.info({ request: { headers: { signature: secret, 'x-api-key': secret } } }, 'a request');
  log.info({ headers: { authorization: secret } }, 'headers');
  expect(lines).toHaveLength(3);
  expect(lines.join('')).not.toContain(secret);
  expect(lines[0]).toContain('teller-1');
});
