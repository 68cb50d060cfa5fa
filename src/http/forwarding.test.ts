import { describe, expect, test } from 'bun:test';
import { isForLocalHost, isForwarded, watchForProxies } from './forwarding.ts';

test.each(['Forwarded', 'X-Forwarded-For', 'x-forwarded-proto', 'X-Forwarded-Anything', 'X-Real-IP', 'Via'])(
  '%s is a word of a proxy, also when it is empty',
  (name) => {
    expect(isForwarded(new Headers({ accept: '*/*', [name]: 'x' }))).toBe(true);
    expect(isForwarded(new Headers({ [name]: '' }))).toBe(true);
  },
);

test('other headers are not', () => {
  expect(isForwarded(new Headers({ accept: '*/*', 'x-forward': 'x', 'x-request-id': 'x' }))).toBe(false);
});

describe('the host', () => {
  test.each(['localhost', 'LOCALHOST:3000', '127.0.0.1', '127.8.9.10:80', '[::1]', '[::1]:3000'])(
    '%s is this machine',
    (host) => expect(isForLocalHost(new Headers({ host }))).toBe(true),
  );

  test.each([
    ...['bank.example.com', 'localhost.example.com', '127.0.0.1.example.com', '127.example.com', 'localhos'],
    ...['0.0.0.0', '10.0.0.1', '[::]', '::1', '[::ffff:127.0.0.1]', 'a', '', 'localhost:', 'localhost:x'],
  ])('%s is another', (host) => expect(isForLocalHost(new Headers({ host }))).toBe(false));

  test('none is another', () => expect(isForLocalHost(new Headers())).toBe(false));
});

test('an unexpected proxy is told of at its first request, and then once an hour', () => {
  const told: string[] = [];
  const time = { at: 5 };
  const watch = watchForProxies(
    0,
    (header) => told.push(header),
    () => time.at,
  );
  watch(new Headers({ accept: '*/*' }));
  expect(told).toEqual([]);
  for (let times = 0; times < 100; times += 1) watch(new Headers({ 'X-Forwarded-For': '192.0.2.1' }));
  expect(told).toEqual(['x-forwarded-for']);
  time.at += 3_600_000;
  watch(new Headers({ Via: '1.1 proxy' }));
  expect(told).toEqual(['x-forwarded-for', 'via']);
});

test('an expected one is not', () => {
  const watch = watchForProxies(1, () => expect.unreachable());
  watch(new Headers({ 'x-forwarded-for': '192.0.2.1' }));
});
