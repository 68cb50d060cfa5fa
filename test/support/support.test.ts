import { expect, test } from 'bun:test';
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { livedMs } from './lived.ts';
import { freePort } from './port.ts';

test('a pause in which everything stands still counts as a moment', () => {
  const before = livedMs();
  Bun.sleepSync(2_000);
  expect(livedMs() - before).toBeLessThan(1_000);
});

test.skipIf(!existsSync('/proc/self/schedstat'))('nor does what others had of the machine', async () => {
  const others = Array.from({ length: 3 * availableParallelism() }, () =>
    Bun.spawn(['sh', '-c', 'while :; do :; done']),
  );
  const [livedBefore, startedAt] = [livedMs(), performance.now()];
  while (performance.now() - startedAt < 1_000) {
    const until = performance.now() + 5;
    while (performance.now() < until);
    await Bun.sleep(0);
  }
  const tookMs = performance.now() - startedAt;
  for (const other of others) other.kill();
  expect(livedMs() - livedBefore).toBeLessThan(0.5 * tookMs);
});

test('a port that was found free is given to nobody who asks for any', () => {
  const [lowest = ''] = readFileSync('/proc/sys/net/ipv4/ip_local_port_range', 'utf8').split('\t');
  const ports = Array.from({ length: 20 }, freePort);
  expect(new Set(ports).size).toBe(20);
  expect(Math.max(...ports)).toBeLessThan(Number(lowest));
});
