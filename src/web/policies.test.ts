import { describe, expect, test } from 'bun:test';
import { createHash } from 'node:crypto';
import { swagger } from '@elysiajs/swagger';
import { Elysia } from 'elysia';
import { PAGE_POLICY, SCRIPTED_PAGE_POLICY, SWAGGER_POLICY } from './policies.ts';

async function apiPage(): Promise<string> {
  const plugin = swagger({
    provider: 'scalar',
    scalarCDN: '/swagger/ui.js',
    scalarConfig: { customCss: '', spec: { url: '/swagger/json' } },
  });
  const response = await new Elysia().use(plugin).handle(new Request('http://localhost/swagger'));
  return response.text();
}

/** The text of every inline script and style, hashed as a policy names it. */
function inlineHashes(html: string): string[] {
  const blocks = html.matchAll(/<(script|style)\b(?![^>]*\ssrc=)[^>]*>(.*?)<\/\1>/gs);
  return [...blocks].map(
    ([, , text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
  );
}

describe('the content policies', () => {
  test('allow exactly the inline blocks of the plugin’s page', async () => {
    const hashes = inlineHashes(await apiPage());
    expect(hashes).toHaveLength(3);
    expect(SWAGGER_POLICY.match(/'sha256-[^']+'/g)?.toSorted()).toEqual(hashes.toSorted());
  });

  test('the plugin’s page names no other host', async () => {
    expect(await apiPage()).not.toMatch(/https?:|(?:href|src)="\/\//);
  });

  test.each([PAGE_POLICY, SWAGGER_POLICY, SCRIPTED_PAGE_POLICY])(
    '%s lets nothing in from elsewhere',
    (policy) => {
      expect(policy).toStartWith("default-src 'none'");
      expect(policy).not.toMatch(/unsafe|https?:|\*/);
    },
  );
});
