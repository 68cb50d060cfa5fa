import { describe, expect, test } from 'bun:test';
import { renderWelcome, type WelcomeFacts } from './welcome.ts';

const FACTS: WelcomeFacts = {
  version: '1.2.3',
  mode: 'development',
  features: [
    { name: 'Storage', isOn: true, detail: 'SQLite, in memory.' },
    { name: 'Discord bot', isOn: false, detail: 'Set `DISCORD_TOKEN` to switch it on.' },
  ],
  links: [{ href: '/swagger', title: 'The API', text: 'Every endpoint, with examples.' }],
  hasPlayground: true,
  nextStep: { text: 'Watch a deposit happen.', command: 'bun run petbank demo' },
};

/** The same facts with every text a piece of HTML that would run if it weren't escaped. */
function hostileFacts(): WelcomeFacts {
  const text = `"'><script>alert(1)</script>`;
  return {
    version: text,
    mode: 'production',
    features: [{ name: text, isOn: true, detail: `\`${text}\`` }],
    links: [{ href: text, title: text, text }],
    hasPlayground: false,
    nextStep: { text, command: text },
  };
}

/** What a person reads: the page without its tags. */
function textOf(html: string): string {
  return html.replace(/<[^>]*>/g, '');
}

describe('the welcome page', () => {
  test('shows every fact', () => {
    const text = textOf(renderWelcome(FACTS));
    for (const fact of ['1.2.3', 'development', 'Storage', 'SQLite, in memory.', 'Discord bot'])
      expect(text).toContain(fact);
    for (const fact of ['The API', 'Every endpoint, with examples.', '/swagger'])
      expect(text).toContain(fact);
    expect(text).toContain('Watch a deposit happen.');
    expect(text).toContain('bun run petbank demo');
  });

  test('says in words, not in colour alone, what is on and what is off', () => {
    const html = renderWelcome(FACTS);
    expect(html).toMatch(/Storage<\/h3>\s*<p class="status is-on">On</);
    expect(html).toMatch(/Discord bot<\/h3>\s*<p class="status is-off">Off</);
    expect(textOf(html)).toContain('1 of 2 parts are running');
  });

  test('marks what is between backticks as code', () => {
    expect(renderWelcome(FACTS)).toContain('Set <code>DISCORD_TOKEN</code> to switch it on.');
  });

  test('leads to the playground first, where there is one', () => {
    const html = renderWelcome(FACTS);
    expect(html.indexOf('href="/playground"')).toBeGreaterThan(0);
    expect(html.indexOf('href="/playground"')).toBeLessThan(html.indexOf('class="next"'));
    expect(renderWelcome({ ...FACTS, hasPlayground: false })).not.toContain('/playground');
  });

  test('has no next step in production', () => {
    const html = renderWelcome({ ...FACTS, mode: 'production', nextStep: null });
    expect(html).not.toContain('class="next"');
    expect(textOf(html)).not.toContain('petbank demo');
  });

  test('escapes every value', () => {
    const html = renderWelcome(hostileFacts());
    expect(html).not.toContain('<script');
    expect(html).not.toContain(`"'>`);
    // Version, name, detail, href twice, title, text, and both of the next step.
    expect(html.split('&lt;script&gt;')).toHaveLength(10);
  });

  test('holds no script, no style of its own and no address of another host', () => {
    const html = renderWelcome(FACTS);
    expect(html).not.toMatch(/<script|<style|\sstyle=|\son\w+=|javascript:/i);
    expect(html).not.toMatch(/https?:|(?:href|src)="\/\//i);
  });
});
