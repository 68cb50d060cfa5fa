import { afterAll, beforeEach, expect, test } from 'bun:test';
import { version } from '../../package.json';
import { createPetbankCommand } from '../../src/cli/commands.ts';
import { createOutput, runPetbank } from '../../src/cli/run.ts';
import { open, startDashboard } from '../dashboard/kit.ts';
import { readJson } from '../support/send.ts';
import { until } from '../support/until.ts';

/** GitHub, with one newest release or none, and what it was asked for. */
let newest: string | null;
const asked: string[] = [];
const github = Bun.serve({
  hostname: '127.0.0.1',
  port: 0,
  fetch(request) {
    asked.push(new URL(request.url).pathname);
    return newest === null ? new Response('{}', { status: 404 }) : Response.json({ tag_name: newest });
  },
});
afterAll(() => github.stop(true));
beforeEach(() => {
  newest = 'v99.0.0';
  asked.length = 0;
});
const UPDATE_API_URL = github.url.href;

async function call(...words: readonly string[]) {
  const printed: string[] = [];
  const complained: string[] = [];
  const output = createOutput({ write: (text) => printed.push(text) }, (text) => text);
  const terminal = createOutput({ write: (text) => complained.push(text) }, (text) => text);
  const env = { UPDATE_API_URL };
  const context = { env, clock: () => 0, random: (length: number) => new Uint8Array(length) };
  const program = createPetbankCommand({ ...context, terminal, output });
  const status = await runPetbank(program, words, { terminal, output });
  return { status, printed: printed.join(''), complained: complained.join('') };
}

test('without --check nobody is asked', async () => {
  expect(await call('version')).toMatchObject({ status: 0, printed: `${version}\n` });
  expect(asked).toEqual([]);
});

test.each([
  ['v99.0.0', 1, 'There is a newer one, 99.0.0'],
  [`v${version}`, 0, 'which is the newest'],
  ['v0.0.1', 0, 'which is the newest'],
])('where the newest release is %s, --check ends with %d', async (tag, status, words) => {
  newest = tag;
  const found = await call('version', '--check');
  expect(found).toMatchObject({ status, printed: expect.stringContaining(words) });
  expect(asked).toEqual(['/repos/your-org/petbank/releases/latest']);
});

test.each([null, 'nightly', '99.0.0-rc.1'])(
  'where it is %p, --check ends with 3 and says so',
  async (tag) => {
    newest = tag;
    const { status, printed, complained } = await call('version', '--check');
    expect([status, printed]).toEqual([3, '']);
    expect(complained).toContain('could not be asked');
  },
);

test('the dashboard says so where that is switched on, and else nobody is asked', async () => {
  const on = await startDashboard({ UPDATE_CHECK: 'on', UPDATE_API_URL });
  const off = await startDashboard({ UPDATE_API_URL });
  const [ours, other] = [await open(on), await open(off)];
  const read = (person: typeof ours) => person.get('overview').then(readJson);
  await until(async () => JSON.stringify(await read(ours)).includes('99.0.0'), 'the newer version');
  expect(await read(other)).toMatchObject({ newerVersion: null });
  await Promise.all([on.end(), off.end()]);
  expect(asked).toHaveLength(1);
});
