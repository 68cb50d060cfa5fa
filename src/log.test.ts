import { describe, expect, test } from 'bun:test';
import { createLog, createSumUp } from './log.ts';

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

describe('the same error', () => {
  /** A log whose time passes when the test says so. */
  function openLog() {
    const lines: unknown[] = [];
    const due: (() => void)[] = [];
    const sumUp = createSumUp((_ms, run) => due.push(run));
    const log = createLog('info', { write: (line) => lines.push(JSON.parse(line)) }, sumUp);
    return {
      lines,
      fail: (request: number, message = 'the disk is full') =>
        log.error({ err: new Error(`${message} at ${request}`), request }, 'a request failed'),
      /** Ten seconds pass. */
      pass: () => due.splice(0).forEach((run) => void run()),
      log,
    };
  }

  test('is logged once in ten seconds, then with how often it came, and its stack once for all', () => {
    const { lines, fail, pass } = openLog();
    for (let request = 0; request < 1_000; request += 1) fail(request);
    expect(lines).toMatchObject([{ request: 0, err: { stack: expect.stringContaining('log.test') } }]);
    pass();
    expect(lines[1]).toMatchObject({
      request: 999,
      repeated: 999,
      err: { message: 'the disk is full at 999' },
      msg: 'a request failed',
      level: 50,
    });
    for (let times = 0; times < 3; times += 1) pass();
    expect(lines).toHaveLength(2);
    fail(1_000);
    expect(lines[2]).toMatchObject({ request: 1_000, err: { message: 'the disk is full at 1000' } });
    expect(lines[2]).not.toHaveProperty('repeated');
    expect(JSON.stringify(lines.slice(1))).not.toContain('stack');
  });

  test('is none of another error, nor of another line', () => {
    const { lines, fail, log } = openLog();
    fail(1);
    fail(2, 'the database is gone');
    log.error({ err: new Error('the disk is full at 3') }, 'maintenance failed');
    log.info({ request: 1 }, 'answered');
    log.info({ request: 1 }, 'answered');
    expect(lines).toHaveLength(5);
  });

  test('cannot fill the memory, however many kinds there are', () => {
    const { lines, fail } = openLog();
    const letters = [...'abcdefghijklmnopqrstuvwxyz'];
    for (const first of letters)
      for (const second of letters) for (const third of 'xyz') fail(1, first + second + third);
    expect(lines.length).toBeLessThan(1_010);
  });
});

test("no line names anyone's Discord id, in whatever it stands, and each stays JSON", () => {
  const id = '112233445566778899';
  const lines: string[] = [];
  const log = createLog('info', { write: (line) => lines.push(line) });
  const sent = {
    recipient_id: id,
    list: [id, `<@${id}>`],
    [id]: 1,
    ms: 1_764_358_305_123,
    large: 2 ** 53,
    part: 0.1234567890123456,
  };
  const url = `https://discord.com/api/v10/users/${id}/channels`;
  log.info({ discordUserId: id, sent }, `sent to ${id}`);
  log.error({ err: Object.assign(new Error(`no ${id}`), { url, requestBody: { json: sent } }) }, 'not sent');
  expect(lines).toHaveLength(2);
  for (const line of lines) {
    expect(line).not.toContain(id);
    expect(line).toContain('1764358305123');
    expect(JSON.parse(line)).toBeObject();
  }
});

test.each([
  ['mongodb://bank:canary@db.example/petbank', 'mongodb://[redacted]@db.example/petbank'],
  ['mongodb+srv://bank:can@ary/canary@db.example', 'mongodb+srv://[redacted]@db.example'],
  ['https://bank:canary@db.example/a/@me', 'https://[redacted]@db.example/a/@me'],
])("a database's own words are in each line of its error, without a password: %s", (address, shown) => {
  const lines: string[] = [];
  const due: (() => void)[] = [];
  const sumUp = createSumUp((_ms, run) => due.push(run));
  const log = createLog('info', { write: (line) => lines.push(line) }, sumUp);
  const cause = new Error(`too many clients already: "${address}"`);
  for (let times = 0; times < 2; times += 1) {
    log.error({ err: new Error('the database did not answer', { cause }) }, 'a request failed');
  }
  for (const run of due) run();
  const words = `the database did not answer: too many clients already: "${shown}"`;
  expect(lines.map((line) => JSON.parse(line).err.message)).toEqual([words, words]);
  expect(lines.join('')).not.toContain('canary');
});
