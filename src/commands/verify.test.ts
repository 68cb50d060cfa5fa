import { describe, expect, test } from 'bun:test';
import { MINUTE, SECOND } from '../../test/bank/rules.ts';
import { ANN, BEN, openDiscord, textOf } from '../../test/discord-commands/kit.ts';
import { UpstreamError } from '../bank/profiles.ts';
import type { RenderedReply } from './dispatch/types.ts';

const wordsOf = ({ text = [] }: Pick<RenderedReply, 'text'>): string =>
  text.flatMap((span) => (span.kind === 'code' ? [span.text] : []))[0] ?? '';

/** Ann has words for player1. */
async function openWithWords() {
  const discord = openDiscord();
  discord.profile('hello');
  const rendered = await discord.ask('verify', { username: 'Player1' });
  return { ...discord, rendered, words: wordsOf(rendered) };
}

describe('verify', () => {
  test('shows 16 words to copy, where they go, for whom and until when', async () => {
    const { rendered, words } = await openWithWords();
    expect(words.split(' ')).toHaveLength(16);
    expect(rendered.person).toEqual({ name: 'player1', avatarUrl: null });
    expect(rendered.text).toContainEqual({
      kind: 'link',
      text: 'your Roblox profile',
      url: 'https://www.roblox.com/users/1/profile',
    });
    expect(textOf(rendered)).toContain('They expire <time>');
  });

  test('takes an @ and white space around the name, and any name that may be somebody', async () => {
    const { ask, roblox } = openDiscord();
    for (const name of ['player1', 'ab', 'Stick Master', 'john.doe', 'roblox_user_4812345678', '🦉 Owl']) {
      roblox.put(name, {});
      expect((await ask('verify', { username: ` @${name} ` })).person?.name).toBe(name);
    }
  });

  test.each([
    ['a long name', 'a'.repeat(51), '1 to 50 characters'],
    ['a control character', 'a\u0007b', 'the name with the @ on your Roblox profile'],
    ['a link', 'https://www.roblox.com/users/156/profile', 'Open it, and type the name with the @'],
    [
      'a link in another language',
      'roblox.com/de/users/156/profile',
      'Open it, and type the name with the @',
    ],
    [
      'a link that shows no preview',
      '<https://www.roblox.com/users/156/profile?a=1>',
      'Open it, and type the name with the @',
    ],
    ['a share link', 'https://ro.blox.com/Ebh5?af_dp=roblox', 'Open it, and type the name with the @'],
    ['both names', 'Builder Man (@builderman)', 'Type only builderman.'],
    ['both names, as a profile shows them', 'Builder Man\n@builderman', 'Type only builderman'],
    ['a mention', '<@123456789012345678>', 'That is somebody on Discord'],
    ['a mention of a nickname', '<@!123456789012345678>', 'That is somebody on Discord'],
    ['a mention of everyone', '@everyone', 'That is somebody on Discord'],
  ])('explains %s', async (_name, typed, words) => {
    for (const [command, option] of [['verify', 'username'] as const, ['verify-confirm', 'name'] as const]) {
      const rendered = await openDiscord().ask(command, { [option]: typed });
      expect(rendered.title).toBe('That is not a Roblox username');
      expect(textOf(rendered)).toContain(words);
    }
  });

  test('explains an id that nobody has as a name, and takes digits that somebody has', async () => {
    const { ask, roblox } = openDiscord();
    const rendered = await ask('verify', { username: '4812345678' });
    expect(rendered.title).toBe('No such Roblox account');
    expect(textOf(rendered)).toContain('4812345678 looks like an id number.');
    roblox.put('4812345678', {});
    expect((await ask('verify', { username: '4812345678' })).person?.name).toBe('4812345678');
  });

  test('asks whether the new name of a renamed account is meant', async () => {
    const { ask, roblox } = openDiscord();
    roblox.findByUsername = async () => ({ renamedTo: 'Architect' });
    const rendered = await ask('verify', { username: 'builderman' });
    expect(rendered.title).toBe('No such Roblox account');
    expect(textOf(rendered)).toContain('Did you mean Architect?');
  });

  test('an unknown name, another account, a halted bank and an outage of Roblox are explained', async () => {
    const { ask, bank, roblox, link } = openDiscord();
    expect((await ask('verify', { username: 'nobody' })).title).toBe('No such Roblox account');
    await link(ANN, 2);
    roblox.put('player1', { id: 1 });
    expect((await ask('verify', { username: 'player1' })).title).toBe('You have another Roblox account here');
    await bank.halt();
    expect((await ask('verify', { username: 'player1' })).title).toBe('The bank is closed for a moment');
    roblox.findByUsername = () => Promise.reject(new UpstreamError('away'));
    await bank.halt(false);
    expect((await ask('verify', { username: 'player1' }, BEN)).title).toBe('Roblox is not answering');
  });

  test('other words replace the first', async () => {
    const { rendered, words, press, profile } = await openWithWords();
    const other = await press(rendered, 'Other words');
    expect(wordsOf(other)).not.toBe(words);
    profile(wordsOf(other));
    expect((await press(other, "I've saved it")).title).toBe('You are linked to player1');
  });
});

describe('confirming', () => {
  test('links once the words are in the profile, and says what is next', async () => {
    const { rendered, words, press, profile, bank } = await openWithWords();
    await bank.deposit({ tradeId: 'a', robloxUserId: 1, pets: [{ id: 'Cat', quantity: 2 }], gems: 1 });
    profile(`mine: ${words}!`);
    const linked = await press(rendered, "I've saved it");
    expect(linked.title).toBe('You are linked to player1');
    expect(textOf(linked)).toContain('Already in the bank for you: 2 pets and 1 gem.');
    expect(textOf(linked)).toContain('Next: /deposit');
  });

  test('polls while Roblox shows the old profile, and links as soon as the words are there', async () => {
    const { words, ask, refresh, profile, bank } = await openWithWords();
    const polling = await ask('verify-confirm', { name: 'player1' });
    expect(polling.title).toBe('Checking your profile …');
    expect(polling.live?.everyMs).toBe(10 * SECOND);
    bank.pass(MINUTE);
    const still = await refresh(polling);
    expect(still.title).toBe('Checking your profile …');
    profile(words);
    const linked = await refresh(still);
    expect(linked.title).toBe('You are linked to player1');
    expect(linked.live).toBeUndefined();
  });

  test('gives up after two minutes, and says what to check; pressing checks again', async () => {
    const { words, rendered, press, refresh, profile, bank, dispatcher } = await openWithWords();
    const polling = await press(rendered, "I've saved it");
    bank.pass(2 * MINUTE);
    const no = await refresh(polling);
    expect(no.title).toBe("The words aren't in your profile yet");
    expect(textOf(no)).toContain('Is it the profile of player1?');
    expect(no.live).toBeUndefined();
    profile(words);
    const again = dispatcher.render(no, { ownerId: ANN.discordUserId, isPublic: false });
    expect((await press(again, 'Check again')).title).toBe('You are linked to player1');
  });

  test('while Roblox does not respond it keeps polling, and then says so', async () => {
    const { rendered, press, refresh, roblox, bank } = await openWithWords();
    roblox.readFresh = () => Promise.reject(new UpstreamError('away'));
    const polling = await press(rendered, "I've saved it");
    expect(textOf(polling)).toContain('Roblox is not responding just now.');
    bank.pass(2 * MINUTE);
    expect((await refresh(polling)).title).toBe('Roblox is not answering');
  });

  test('a profile that Roblox has filtered, and words that are too old, offer other words', async () => {
    const { ask, press, profile, bank } = await openWithWords();
    profile('#### ## ### ####');
    const filtered = await ask('verify-confirm', { name: 'player1' });
    expect(filtered.title).toBe('Roblox hid some of the words');
    expect(wordsOf(await press(filtered, 'Other words')).split(' ')).toHaveLength(16);
    bank.pass(15 * MINUTE);
    const late = await ask('verify-confirm', { name: 'player1' });
    expect(late.title).toBe('The words have expired');
    expect(wordsOf(await press(late, 'Other words')).split(' ')).toHaveLength(16);
  });

  test('without pending words, it says how to get some', async () => {
    const { ask } = openDiscord();
    const rendered = await ask('verify-confirm', { name: 'player1' });
    expect(rendered.title).toBe('You have no words yet');
    expect(textOf(rendered)).toContain('/verify');
  });

  test("an account that was another person's shows its cool-down", async () => {
    const { ask, link, profile } = openDiscord();
    await link(BEN);
    profile('hello');
    profile(wordsOf(await ask('verify', { username: 'player1' })));
    const linked = await ask('verify-confirm', { name: 'player1' });
    expect(textOf(linked)).toContain('You can withdraw again <time>');
  });
});

test('who verifies the account that is linked already is told so, and gets no words', async () => {
  const { ask, link, profile } = openDiscord();
  await link();
  profile('');
  const reply = await ask('verify', { username: 'PLAYER1' });
  expect(reply.title).toBe('You are already linked to player1');
  expect(reply.rows).toEqual([]);
});
