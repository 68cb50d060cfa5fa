import { expect, test } from 'bun:test';
import { readFileSync } from 'node:fs';
import { livedMs } from './lived.ts';
import { freePort } from './port.ts';

test('a pause in which everything stands still counts as a moment', () => {
  const before = livedMs();
  Bun.sleepSync(2_000);
  expect(livedMs() - before).toBeLessThan(1_000);
});

test('a port that was found free is given to nobody who asks for any', () => {
  const [lowest = ''] = readFileSync('/proc/sys/net/ipv4/ip_local_port_range', 'utf8').split('\t');
  const ports = Array.from({ length: 20 }, freePort);
  expect(new Set(ports).size).toBe(20);
  expect(Math.max(...ports)).toBeLessThan(Number(lowest));
});
