import { describe, expect, setDefaultTimeout, test } from 'bun:test';
import { readFileSync } from 'node:fs';
import { ask } from '../proof/crash/ask.ts';
import { OTHER_TELLER } from '../support/keys.ts';
import { freePort } from '../support/port.ts';
import { START_MS, withProcesses } from '../support/process.ts';
import { until } from '../support/until.ts';

// Starting processes takes longer than Bun's own limit on a busy machine.
setDefaultTimeout(120_000);

/** Standard outputs that take nothing, as a shell sets them up, and what is said of each. */
const BAD_OUTPUTS = [
  { name: 'a full disk', shell: 'exec >/dev/full', says: /ENOSPC/ },
  { name: 'a pipe that is closed', shell: 'mkfifo p; exec 3<>p 1>p 3<&-', says: /EPIPE/ },
  { name: 'a pipe that nobody reads', shell: 'mkfifo p; exec 3<>p 1>p', says: /is not read/ },
] as const;

/** More lines than a pipe and the bank's own buffer hold. */
const REQUESTS = 12_000;
const AT_ONCE = 100;
const SETTINGS = {
  LOG_LEVEL: 'debug',
  API_KEYS: `${OTHER_TELLER.id}:${OTHER_TELLER.secret}:teller`,
  ROBLOX: 'sandbox',
  VALUES: 'demo',
};
const TRADE = { tradeId: 'T-1', robloxUserId: 156, gems: 1 };

describe('on a standard output that is', () => {
  for (const { name, shell, says } of BAD_OUTPUTS) {
    for (const mode of ['production', 'development']) {
      test(`${name}, the bank answers, counts the lines it loses, and ends, in ${mode}`, () =>
        withProcesses(async (start, { folder }) => {
          const port = freePort();
          const url = `http://127.0.0.1:${port}`;
          const through = ['sh', '-c', `cd ${folder}; ${shell}; echo $$ >pid; exec "$@"`, 'sh'];
          const env = { ...SETTINGS, NODE_ENV: mode, PORT: String(port) };
          // It never prints its address: this resolves when it has ended.
          const ended = start(env, { through });
          await until(() => isAlive(url), 'a bank that listens', { limitMs: START_MS });
          for (let sent = 0; sent < REQUESTS; sent += AT_ONCE) {
            await Promise.all(Array.from({ length: AT_ONCE }, () => fetch(`${url}/livez`)));
          }
          expect(await ask(url, OTHER_TELLER, ['POST', '/deposit/complete', TRADE])).toMatchObject({
            status: 200,
          });
          expect(await isAlive(url)).toBe(true);
          expect(await countDropped(url)).toBeGreaterThan(0);
          process.kill(Number(readFileSync(`${folder}/pid`, 'utf8')), 'SIGTERM');
          const bank = await ended;
          expect(await bank.exited).toBe(0);
          expect(bank.complained()).toMatch(says);
          expect(bank.complained().split('\n')).toHaveLength(2);
        }));
    }
  }
});

const isAlive = (url: string): Promise<boolean> =>
  fetch(`${url}/livez`).then(
    ({ ok }) => ok,
    () => false,
  );

async function countDropped(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(/^petbank_log_lines_dropped_total (\d+)$/m.exec(metrics)?.[1]);
}
