import { expect, test } from 'bun:test';
import { prefersPage } from './prefers-page.ts';

test.each([
  'text/html',
  'TEXT/HTML',
  'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8',
  'text/html, application/json',
  'text/html;q=0.9, application/json;q=0.5, */*;q=0.1',
  'text/html;level=1;q=0.7,*/*;q=0.7',
])('%s asks for a page', (accept) => {
  expect(prefersPage(accept)).toBe(true);
});

test.each([
  null,
  '',
  '*/*',
  'text/*',
  'application/json',
  'application/json, text/html',
  'application/json;q=0.5, text/html',
  'text/html;q=0.5, application/json',
  'text/html;q=0.8, */*',
  'text/html;q=0',
  'text/html;q=often',
  'text/htmlx',
])('%p asks for JSON', (accept) => {
  expect(prefersPage(accept)).toBe(false);
});
