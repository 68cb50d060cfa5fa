import { expect, setDefaultTimeout, test } from 'bun:test';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { startSurroundings } from '../support/operator.ts';
import { openTerminal } from '../support/terminal.ts';

// Starting processes takes longer than Bun's own limit on a busy machine.
setDefaultTimeout(120_000);

const DOCTOR = [process.execPath, join(import.meta.dir, '../../src/cli/main.ts'), 'doctor'];
const reportForm = z.object({ ok: z.boolean(), findings: z.array(z.object({ about: z.string() })) });

/** Writes the settings where the bank reads them, as an operator would, and runs the doctor there. */
async function runDoctor(more: Readonly<Record<string, string>> = {}, words: readonly string[] = []) {
  const around = startSurroundings();
  const { folder } = around.file;
  const settings = { ...around.environment, ...more };
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`);
  writeFileSync(join(folder, '.env'), lines.join(''), { mode: 0o600 });
  const terminal = openTerminal([...DOCTOR, ...words], { cwd: folder, env: {} });
  const status = await terminal.exited;
  await around.end();
  return { status, screen: terminal.screen() };
}

test('in a terminal, a sound bank is described line by line, and the status is 0', async () => {
  const { status, screen } = await runDoctor();
  expect(screen).toContain('✓ Discord channel  #counter: the bot may do what it needs');
  expect(screen).toContain('The bank can run.');
  expect(screen).not.toMatch(/[!✗] /);
  expect(status).toBe(0);
});

test('in a terminal, what is broken has its remedy below, and the status is 1', async () => {
  const { status, screen } = await runDoctor({ DISCORD_TOKEN: 'old.token', API_KEYS: '' });
  expect(screen).toMatch(/✗ Discord token +Discord refuses it\r?\n +→ take a new one at https:/);
  expect(screen).toMatch(/! API keys +none: no program can call the bank\r?\n +→ make some/);
  expect(screen).toContain('1 to fix, 1 to check.');
  expect(status).toBe(1);
});

test('with --json, programs get the same findings', async () => {
  const sound = await runDoctor({}, ['--json']);
  expect(reportForm.parse(JSON.parse(sound.screen))).toMatchObject({ ok: true });
  expect(sound.status).toBe(0);
  const broken = await runDoctor({ PORT: 'http' }, ['--json']);
  expect(reportForm.parse(JSON.parse(broken.screen))).toMatchObject({
    ok: false,
    findings: [{ about: 'PORT' }],
  });
  expect(broken.status).toBe(1);
});
