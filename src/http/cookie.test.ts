import { expect, test } from 'bun:test';
import { createCookie } from './cookie.ts';

const COOKIE = createCookie({ name: 'petbank_page', path: '/page' });
const TLS = { 'x-forwarded-proto': 'https' };

test('behind TLS a cookie that another host of the domain plants is not read', () => {
  const header = COOKIE.write('mine', 60_000, new Headers(TLS));
  expect(header).toStartWith('__Host-petbank_page=mine; Path=/;');
  expect(header).toContain('Secure');
  const sent = { ...TLS, cookie: '__Host-petbank_page=mine; petbank_page=planted' };
  expect(COOKIE.read(new Headers(sent))).toBe('mine');
  expect(COOKIE.read(new Headers({ ...TLS, cookie: 'petbank_page=planted' }))).toBe('');
});

test('without TLS a browser keeps it, too', () => {
  const header = COOKIE.write('mine', 60_000, new Headers());
  expect(header).toStartWith('petbank_page=mine; Path=/page;');
  expect(header).not.toContain('Secure');
  expect(COOKIE.read(new Headers({ cookie: 'petbank_page=mine' }))).toBe('mine');
});
