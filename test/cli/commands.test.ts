import { Database } from 'bun:sqlite';
import { expect, setDefaultTimeout, test } from 'bun:test';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { playDemo } from '../../src/cli/demo.ts';
import { createSignedClient } from '../../src/cli/signed-client.ts';
import { toPlainText } from '../../src/commands/model/translate.ts';
import { readConfig } from '../../src/config/config.ts';
import { toMarkdown } from '../../src/discord/markdown.ts';
import { toHeadNotice } from '../../src/notices/notice.ts';
import { makeBankFile, type TestBank, withBank } from '../support/bank.ts';
import { ALL_SCOPES, EVERYTHING, runCommand } from './run-command.ts';

// Starting processes takes longer than Bun's own limit on a busy machine.
setDefaultTimeout(120_000);

async function play(bank: TestBank, url = bank.url): Promise<string> {
  const written: string[] = [];
  const key = EVERYTHING;
  const newNonce = (): string => crypto.randomUUID();
  const send = createSignedClient({ url, key, clock: () => bank.world.at, newNonce });
  await playDemo({ url, send, random: bank.world.random, write: (text) => written.push(text) });
  return written.join('');
}

test('the demo ends with a delivered withdrawal, again and again', async () => {
  await withBank({ API_KEYS: ALL_SCOPES }, async (bank) => {
    for (let times = 0; times < 2; times += 1) {
      const story = await play(bank);
      expect(story).toContain('"status":"delivered"');
      expect(story).toContain('Delivered.');
    }
  });
});

test('the demo says what to do when no bank answers, and when the bank is no sandbox', async () => {
  await withBank({ API_KEYS: ALL_SCOPES }, async (bank) => {
    await expect(play(bank, 'http://127.0.0.1:9')).rejects.toThrow('Start one in another terminal');
  });
  await withBank({ API_KEYS: ALL_SCOPES, ROBLOX: 'live' }, async (bank) => {
    await expect(play(bank)).rejects.toThrow('ROBLOX=sandbox');
  });
});

test('verify-ledger prints count and head of a sound ledger, and names a changed row', async () => {
  await withBank({ API_KEYS: ALL_SCOPES }, async (bank) => {
    await play(bank);
    const sound = await runCommand(['verify-ledger'], bank.file);
    expect(sound).toMatchObject({ status: 0, complained: '' });
    expect(sound.printed).toMatch(/^The ledger holds: 5 transactions, head [0-9a-f]{64}\n$/);
    const head = /head ([0-9a-f]{64})/.exec(sound.printed)?.[1] ?? '';
    const expectHead = (...words: string[]) => runCommand(['verify-ledger', ...words], bank.file);
    expect((await expectHead('--expect', `5:${head}`)).status).toBe(0);
    expect((await expectHead(`--expect=5:${head}`, '--expect', `4:${head}`)).status).toBe(1);
    expect((await expectHead('--expect', `6:${head}`)).printed).toContain('the log ends before it');
    for (const words of [['--expcet', `5:${head}`], ['--expect'], ['--expect', '5:abc'], ['--fast']])
      expect((await expectHead(...words)).status).toBe(2);
    const database = new Database(bank.file);
    database.run("update transactions set status = 'quarantined' where seq = 2");
    database.close();
    const broken = await runCommand(['verify-ledger'], bank.file);
    expect(broken.status).toBe(1);
    expect(broken.printed).toContain(
      'THE LEDGER IS BROKEN: transaction 2: its content does not match its hash',
    );
  });
});

test("verify-ledger finds heads in the bot's messages, as they are copied out of Discord", async () => {
  await withBank({ API_KEYS: ALL_SCOPES }, async (bank) => {
    await play(bank);
    const { head, at } = z
      .object({ head: z.string(), at: z.string() })
      .parse(await (await bank.askOpenly('/proof')).json());
    const messages = join(bank.file, '../messages.txt');
    const write = (heads: readonly string[]): void =>
      writeFileSync(
        messages,
        heads
          .map((hash) => toHeadNotice({ seq: 5, hash, headAt: Date.parse(at) }))
          .map(
            ({ title, text = [] }) =>
              `Petbank\n${title}\n${toMarkdown(toPlainText(text, 'en'), (name) => `/${name}`, 4_000)}\n`,
          )
          .join('\n'),
      );
    write([head, head]);
    const found = await runCommand(['verify-ledger', '--expect', messages], bank.file);
    expect(found).toMatchObject({
      status: 0,
      printed: expect.stringContaining('Every expected head is in it'),
    });
    write([head, head.replace(/^./, (first) => (first === '0' ? '1' : '0'))]);
    expect((await runCommand(['verify-ledger', '--expect', messages], bank.file)).status).toBe(1);
    writeFileSync(messages, 'Nothing was told today.');
    const expectRefused = async (named: string, why: string) =>
      expect(await runCommand(['verify-ledger', '--expect', named], bank.file)).toMatchObject({
        status: 2,
        complained: expect.stringContaining(why),
      });
    await expectRefused(messages, `There is no head in ${messages}`);
    await expectRefused('heads.txt', 'heads.txt is no head, and there is no such file');
  });
});

test('verify-ledger of a file that is no bank says so, and makes none where there is none', async () => {
  const { file, folder, remove } = makeBankFile();
  const missing = await runCommand(['verify-ledger'], file);
  expect(missing).toMatchObject({ status: 3, complained: '' });
  expect(missing.printed).toContain('There is no bank');
  writeFileSync(file, 'This is a letter, and no database.'.repeat(100));
  const letter = await runCommand(['verify-ledger'], file);
  expect(letter).toMatchObject({ status: 3, complained: '' });
  expect(letter.printed).toContain('THE LEDGER CAN NOT BE READ');
  rmSync(folder, { recursive: true });
  remove();
});

test.each([
  'keys list',
  'staff list',
  'trace teller-1',
  'teller list',
  'teller disconnect --teller teller-1',
  'values remove Cat',
  'webhooks list',
  'rebuild-projections',
  'backup',
])('where there is no bank, %s makes none', async (words) => {
  const { file, folder, remove } = makeBankFile();
  const { status, printed, complained } = await runCommand(words.split(' '), file);
  expect({ status, printed }).toEqual({ status: 3, printed: '' });
  expect(complained).toContain(`There is no bank at ${file}`);
  expect(readdirSync(folder)).toEqual([]);
  remove();
});

test.each([
  'restore --to file:/nonexistent/other.db --from',
  'drill',
  'check-proof',
  'values import',
  'verify-ledger --expect',
])('%s names the folder that it was given in place of a file', async (words) => {
  const { file, folder, remove } = makeBankFile();
  const { printed, complained, status } = await runCommand([...words.split(' '), folder], file);
  expect(printed).toBe('');
  expect(complained).toMatch(/EISDIR/);
  expect(complained).toContain(folder);
  expect(complained).not.toContain('    at ');
  expect(status).toBeGreaterThan(1);
  remove();
});

test('keys new prints a key that the bank takes, and another each time', async () => {
  const { file, remove } = makeBankFile();
  const words = ['keys', 'new', '--name', 'teller-7@b', '--scopes', 'teller+read'];
  const lines = [await runCommand(words, file), await runCommand(words, file)].map(({ printed }) =>
    printed.trim(),
  );
  expect(new Set(lines).size).toBe(2);
  const { keys } = readConfig({ API_KEYS: lines.join(',').replace('teller-7@b', 'teller-7@a') });
  expect(keys.map(({ id, name }) => [id, name])).toEqual([
    ['teller-7@a', 'teller-7'],
    ['teller-7@b', 'teller-7'],
  ]);
  for (const [scopes, complaint] of [
    ['all', 'unknown scope'],
    ['teller,read', 'joined by +'],
  ] as const)
    expect(await runCommand(['keys', 'new', '--scopes', scopes], file)).toMatchObject({
      status: 2,
      printed: '',
      complained: expect.stringContaining(complaint),
    });
  remove();
});

test('a command of package.json prints what the program says, and nothing of Bun around it', async () => {
  const child = Bun.spawn([process.execPath, 'run', 'petbank', 'nonsense'], {
    cwd: join(import.meta.dir, '../..'),
    stderr: 'pipe',
  });
  expect(await new Response(child.stderr).text()).toMatch(
    /^There is no command nonsense\.[^\n]*\nHelp: .*\n$/,
  );
  expect(await child.exited).toBe(2);
});

test('setup says what to do where there is no terminal to answer its questions in', async () => {
  const { file, remove } = makeBankFile();
  const { status, printed, complained } = await runCommand(['setup'], file);
  expect({ status, printed }).toEqual({ status: 2, printed: '' });
  expect(complained).toContain('Write what your bank needs into .env instead');
  remove();
});

test('verify-ledger names a row beside the log that somebody edited', async () => {
  await withBank({ API_KEYS: ALL_SCOPES }, async (bank) => {
    await play(bank);
    const ask = (target: string, body: unknown) => bank.ask(EVERYTHING, 'POST', target, body);
    const odd = { tradeId: 'odd', robloxUserId: 9, pets: [{ id: 'No such pet' }], gems: 0 };
    expect(await ask('/deposit/complete', odd)).toMatchObject({ body: { status: 'quarantined' } });
    await ask('/admin/freeze', { robloxUserId: 9, frozen: true, reason: 'looked into' });
    expect((await runCommand(['verify-ledger'], bank.file)).status).toBe(0);
    const database = new Database(bank.file);
    for (const [edit, undo, says] of [
      [
        "update cases set roblox_user_id = 10 where kind = 'quarantine'",
        "update cases set roblox_user_id = 9 where kind = 'quarantine'",
        /cases quarantine:\S+: robloxUserId is 10, and the log says 9/,
      ],
      [
        'update members set frozen_reason = null where roblox_user_id = 9',
        "update members set frozen_reason = 'looked into' where roblox_user_id = 9",
        /members 9: nothing is stored, and the log has it/,
      ],
      [
        'update discord_users set linked_at = linked_at + 1',
        'update discord_users set linked_at = linked_at - 1',
        /links \d+: linkedAt is not what the log says/,
      ],
      [
        "update daily_usage set pets = pets + 1, gems = gems || ''",
        "update daily_usage set pets = pets - 1, gems = gems || ''",
        /usage \d+ [0-9-]+: pets is "\d+", and the log says "\d+"/,
      ],
    ] as const) {
      expect(database.run(edit).changes).toBe(1);
      const found = await runCommand(['verify-ledger'], bank.file);
      expect([found.status, found.printed]).toEqual([1, expect.stringMatching(says)]);
      database.run(undo);
    }
    expect((await runCommand(['verify-ledger'], bank.file)).status).toBe(0);
    database.close();
  });
});
