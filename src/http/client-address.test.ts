import { describe, expect, test } from 'bun:test';
import { clientAddress } from './client-address.ts';

describe("the caller's address", () => {
  const socket = '10.0.0.1';

  test("is the socket's where no proxy stands before the bank, whatever the header says", () => {
    expect(clientAddress(socket, '198.51.100.1', 0)).toBe(socket);
    expect(clientAddress(socket, null, 0)).toBe(socket);
  });

  test('is what the outermost of our proxies saw, and nothing that came from outside', () => {
    expect(clientAddress(socket, '198.51.100.1', 1)).toBe('198.51.100.1');
    expect(clientAddress(socket, 'forged, 198.51.100.1', 1)).toBe('198.51.100.1');
    expect(clientAddress(socket, 'forged, 198.51.100.1,10.0.0.2', 2)).toBe('198.51.100.1');
  });

  test("is the socket's where our proxy wrote nothing, or no address", () => {
    expect(clientAddress(socket, null, 1)).toBe(socket);
    for (const text of ['', 'unknown', '_hidden', '1.2.3', '2001:db8::g', 'a'.repeat(10_000)]) {
      expect(clientAddress(socket, text, 1)).toBe(socket);
    }
  });
});

describe('whoever may choose among many addresses counts as one', () => {
  test.each([
    ['2001:db8:1:2::1', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2:ffff:ffff:ffff:ffff', '2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002:0:0:0:1', '2001:db8:1:2::/64'],
    ['2001:db8:1:3::1', '2001:db8:1:3::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::ffff:c000:201', '192.0.2.1'],
    ['0:0:0:0:0:FFFF:192.0.2.1', '192.0.2.1'],
    ['192.0.2.1', '192.0.2.1'],
    ['192.0.2.1:4711', '192.0.2.1'],
    ['[2001:db8:1:2::1]:4711', '2001:db8:1:2::/64'],
    ['[2001:db8:1:2::1]', '2001:db8:1:2::/64'],
  ])('%s is %s', (address, network) => {
    expect(clientAddress('10.0.0.1', address, 1)).toBe(network);
    if (!/[[.]\d*:?\d*$|\]/.test(address)) expect(clientAddress(address, null, 0)).toBe(network);
  });
});
