import { describe, expect, test } from 'bun:test';
import { type DeveloperFacts, renderForDevelopers } from './developers.ts';
import { renderFront } from './front.ts';
import { createWords } from './words.ts';

const FACTS: DeveloperFacts = {
  version: '1.2.3',
  features: [
    { name: 'Storage', isOn: true, detail: 'SQLite, in memory.' },
    { name: 'Discord bot', isOn: false, detail: 'Set `DISCORD_TOKEN` to switch it on.' },
  ],
  links: [{ href: '/swagger', title: 'The API', text: 'Every endpoint, with examples.' }],
  hasPlayground: true,
  nextStep: { text: 'Watch a deposit happen.', command: 'bun run petbank demo' },
};

/** The same facts with every text a piece of HTML that would run if it weren't escaped. */
function hostileFacts(): DeveloperFacts {
  const text = `"'><script>alert(1)</script>`;
  return {
    version: text,
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

describe('what the first page tells developers', () => {
  test('shows every fact', () => {
    const text = textOf(renderForDevelopers(FACTS));
    for (const fact of ['1.2.3', 'development', 'Storage', 'SQLite, in memory.', 'Discord bot'])
      expect(text).toContain(fact);
    for (const fact of ['The API', 'Every endpoint, with examples.', '/swagger'])
      expect(text).toContain(fact);
    expect(text).toContain('Watch a deposit happen.');
    expect(text).toContain('bun run petbank demo');
  });

  test('says in words, not in colour alone, what is on and what is off', () => {
    const html = renderForDevelopers(FACTS);
    expect(html).toMatch(/Storage<\/h3>\s*<p class="status is-on">On</);
    expect(html).toMatch(/Discord bot<\/h3>\s*<p class="status is-off">Off</);
    expect(textOf(html)).toContain('1 of 2 parts are running');
  });

  test('marks what is between backticks as code', () => {
    expect(renderForDevelopers(FACTS)).toContain('Set <code>DISCORD_TOKEN</code> to switch it on.');
  });

  test('escapes every value', () => {
    const html = renderForDevelopers(hostileFacts());
    expect(html).not.toContain('<script');
    expect(html).not.toContain(`"'>`);
    // Version, name, detail, href twice, title, text, and both of the next step.
    expect(html.split('&lt;script&gt;')).toHaveLength(10);
  });

  test('stands in the page that members open, in their language, and in English itself', () => {
    const page = renderFront(createWords('de'), { developers: FACTS });
    expect(page).toContain('Ein sicheres Zuhause');
    expect(page).toContain(renderForDevelopers(FACTS));
    expect(renderForDevelopers(FACTS)).toStartWith('<div lang="en">');
    expect(renderFront(createWords('de'))).not.toContain('lang="en">\n');
  });

  test('leads to the playground first, where there is one', () => {
    const invite = 'https://discord.gg/abc';
    const linksOf = (developers: DeveloperFacts | null) => {
      const page = renderFront(createWords('en'), { invite, developers });
      return [...page.matchAll(/<a href="([^"]+)"(?: class="(second)")?(?: rel="noopener")?>/g)];
    };
    expect(linksOf(FACTS).map(([, href, mark]) => [href, mark])).toContainEqual(['/playground', undefined]);
    expect(linksOf(FACTS).map(([, href, mark]) => [href, mark])).toContainEqual([invite, 'second']);
    for (const developers of [null, { ...FACTS, hasPlayground: false }])
      expect(linksOf(developers).map(([, href]) => href)).not.toContain('/playground');
  });

  test('holds no script, no style of its own and no address of another host', () => {
    const html = renderFront(createWords('en'), { developers: FACTS });
    expect(html).not.toMatch(/<script|<style|\sstyle=|\son\w+=|javascript:/i);
    expect(html).not.toMatch(/https?:|(?:href|src)="\/\//i);
  });
});
