import { describe, expect, test } from 'bun:test';
import { escapeHtml, escapeSentence } from './page.ts';

describe('escaping', () => {
  test.each([
    ['<b>', '&lt;b&gt;'],
    ['"quoted" & \'quoted\'', '&quot;quoted&quot; &amp; &#39;quoted&#39;'],
    ['&lt;', '&amp;lt;'],
    ['Huge Cat 🐱', 'Huge Cat 🐱'],
  ])('%s becomes %s', (text, escaped) => {
    expect(escapeHtml(text)).toBe(escaped);
  });

  test('a sentence has code between backticks, escaped too', () => {
    expect(escapeSentence('Set `A=<b>` and `C`.')).toBe('Set <code>A=&lt;b&gt;</code> and <code>C</code>.');
  });

  test('a lonely backtick stays as it is', () => {
    expect(escapeSentence('one ` only')).toBe('one ` only');
  });
});
