import { expect, setDefaultTimeout, test } from 'bun:test';
import { z } from 'zod';
import { makeBankFile, withBank } from '../support/bank.ts';
import { ALL_SCOPES, EVERYTHING, runCommand } from './run-command.ts';

// Starting processes takes longer than Bun's own limit on a busy machine.
setDefaultTimeout(120_000);

test('ask signs a request with the key of the operator, and prints the answer', async () => {
  const admin = 'operator:pbsk_8Fq2LxWv6ZrNyTb4KsHc9PdGm3JaEu7R:admin';
  await withBank({ API_KEYS: admin }, async (bank) => {
    bank.world.at = Date.now();
    const ask = (...words: string[]) =>
      runCommand(['ask', '--url', bank.url, ...words], bank.file, { API_KEYS: admin });
    const halted = await ask('post', '/admin/halt', '{"halted":true,"reason":"under investigation"}');
    expect(halted).toMatchObject({ status: 0, complained: '' });
    expect(JSON.parse(halted.printed)).toEqual({ halted: true, reason: 'under investigation' });
    expect(await ask('GET', '/admin/cases?limit=5')).toMatchObject({ status: 0 });
    const nobody = await ask(
      'POST',
      '/admin/cases/resolve',
      '{"caseId":"quarantine:x","resolution":"credit","reason":"a test"}',
    );
    expect(nobody).toMatchObject({ status: 1, printed: expect.stringContaining('There is no case') });
    const refused = await ask('POST', '/teller/report', '{"gems":1,"pets":[]}');
    expect(refused.status).toBe(1);
    expect(refused.printed).toContain('out_of_scope');
    for (const [words, ends, message] of [
      [['GET', 'admin/cases'], 2, 'begins with a slash'],
      [['POST', '/admin/halt', '{halted:true}'], 2, 'no JSON'],
      [['GET', '/admin/cases', '--key', 'operator'], 2, 'must be id:secret'],
      [['GET', '/admin/cases', '{}'], 2, 'A GET takes no body'],
      [['DELETE', '/admin/cases'], 2, 'METHOD is GET, POST or PUT'],
      [['FETCH', '/health'], 2, 'METHOD is GET, POST or PUT'],
    ] as const) {
      const { status, complained } = await ask(...words);
      expect({ status, complained }).toEqual({ status: ends, complained: expect.stringContaining(message) });
    }
    const nowhere = await ask('GET', '/admin/cases', '--url=http://127.0.0.1:9');
    expect(nowhere).toMatchObject({ status: 2, complained: expect.stringContaining('--url is given twice') });
    const words = ['ask', 'GET', '/admin/cases', '--url', 'http://127.0.0.1:9'];
    const silent = await runCommand(words, bank.file, { API_KEYS: admin });
    expect(silent).toMatchObject({
      status: 3,
      complained: expect.stringContaining('No bank answers at http://127.0.0.1:9.'),
    });
  });
});

test.each(['ask GET /health --key a:b', 'demo --key a:b', 'simulate'])(
  '%s takes no --url that is no address of a bank',
  async (words) => {
    const { file, remove } = makeBankFile();
    for (const url of ['nope', '127.0.0.1:3000', 'localhost:3000', 'http://', 'ftp://127.0.0.1'])
      expect(await runCommand([...words.split(' '), '--url', url], file)).toMatchObject({
        status: 2,
        printed: '',
        complained: expect.stringContaining('--url must be an address such as http://127.0.0.1:3000'),
      });
    remove();
  },
);

test('a bank that listens everywhere is asked on this machine', async () => {
  await withBank({ API_KEYS: ALL_SCOPES, HOST: '::' }, async (bank) => {
    const { port } = new URL(bank.url);
    const settings = { API_KEYS: ALL_SCOPES, HOST: '::', PORT: port };
    const { status, printed } = await runCommand(['ask', 'GET', '/livez'], bank.file, settings);
    expect({ status, printed }).toMatchObject({ status: 0 });
  });
});

test('ask lists what waits for the operator, all of it, the oldest first', async () => {
  await withBank({ API_KEYS: ALL_SCOPES }, async (bank) => {
    bank.world.at = Date.now();
    const odd = { robloxUserId: 9, pets: [{ id: 'No such pet' }], gems: 0 };
    // By their ids they stand the other way round.
    for (const tradeId of ['c', 'b', 'a']) {
      bank.world.at += 1_000;
      await bank.ask(EVERYTHING, 'POST', '/deposit/complete', { ...odd, tradeId });
    }
    const settled = {
      caseId: 'quarantine:deposit:everything:b',
      resolution: 'return',
      reason: 'handed back',
    };
    expect((await bank.ask(EVERYTHING, 'POST', '/admin/cases/resolve', settled)).status).toBe(200);
    const words = ['ask', 'get', '/admin/cases', '--url', bank.url];
    const listed = await runCommand(words, bank.file, { API_KEYS: ALL_SCOPES });
    const { cases } = z
      .object({ cases: z.array(z.object({ id: z.string(), closedAt: z.null() })) })
      .parse(JSON.parse(listed.printed));
    expect(cases.map(({ id }) => id)).toEqual([
      'quarantine:deposit:everything:c',
      'quarantine:deposit:everything:a',
    ]);
  });
});
