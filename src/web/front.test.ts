import { expect, test } from 'bun:test';
import { LANGUAGES } from '../messages/languages.ts';
import { renderFront } from './front.ts';
import { createWords } from './words.ts';

test('the first page speaks to members, and leads to what they can check', () => {
  const page = renderFront(createWords('en'));
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

test('it invites to Discord, and shows tellers as members find them, as text and not as HTML', () => {
  const teller = {
    robloxUserId: 156,
    robloxUsername: 'builderman',
    placeUrl: 'https://www.roblox.com/games/1',
    note: '<b>by the "fountain"',
    pending: null,
    status: 'online' as const,
  };
  const page = renderFront(createWords('en'), {
    invite: 'https://discord.gg/abc',
    tellers: [teller],
    isWell: false,
  });
  for (const text of [
    'href="https://discord.gg/abc"',
    'href="https://www.roblox.com/users/156/profile"',
    'href="https://www.roblox.com/games/1"',
    '&lt;b&gt;by the &quot;fountain&quot;',
    'In the game now',
    'Something in the bank does not work just now',
  ])
    expect(page).toContain(text);
  expect(page).not.toMatch(/<script|<b>/);
});

test.each(LANGUAGES)('it is whole in %s, and leads to the other languages', (language) => {
  const page = renderFront(createWords(language));
  expect(page).toContain(`<html lang="${language}">`);
  const links = [...page.matchAll(/<a href="\/language\/([\w-]+)\?from=%2F"[^>]*>/g)];
  expect(links.map(([, other]) => other)).toEqual([...LANGUAGES]);
  const [current] = links.filter(([link]) => link.includes('aria-current'));
  expect(current?.[1]).toBe(language);
  const title = { en: 'A safe home', es: 'Un lugar seguro', 'pt-BR': 'Um lugar seguro' };
  const titles = { ...title, de: 'Ein sicheres Zuhause', fr: 'Un endroit sûr' };
  expect(page).toContain(titles[language]);
});
