import { expect, test } from 'bun:test';
import { renderFront } from './front.ts';

test('the first page speaks to members, and leads to what they can check', () => {
  const page = renderFront();
  for (const text of [
    '/verify',
    '/deposit',
    '/withdraw',
    'href="/proof"',
    'href="/values"',
    'href="/health"',
  ])
    expect(page).toContain(text);
  expect(page).not.toMatch(/API|swagger|ADMIN_TOKEN|<script|<style|\sstyle=|https?:/);
});
