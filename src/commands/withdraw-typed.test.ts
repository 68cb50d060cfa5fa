import { beforeAll, describe, expect, test } from 'bun:test';
import { ANN, choicesOf, openDiscord, textOf, valuesOf } from '../../test/discord-commands/kit.ts';
import { parseTyped, runTyped } from './dispatch/typed.ts';
import type { RenderedReply } from './dispatch/types.ts';

const discord = openDiscord();
const { bank, dispatcher, press } = discord;

/** Ann has what has numbers, accents and quotes in its name. */
beforeAll(async () => {
  await discord.link();
  const { catalogue } = bank.now.rules;
  const openCatalogue = { ...catalogue, find: (id: string) => ({ id, name: id, tradableInGame: true }) };
  bank.now.rules = { ...bank.now.rules, catalogue: openCatalogue };
  const ids = ['Huge Floppa', '404 Demon', 'Huge Piñata Cat', "Valentine's Cat", '8-Bit Cat', 'Cat', 'X Ray'];
  const pets = ids.map((id) => ({ id, quantity: 9 }));
  await bank.deposit({ tradeId: 'a', robloxUserId: 1, pets, gems: 3_000_000_000 });
});

let typedCommands = 0;
async function type(words: string): Promise<RenderedReply> {
  const typed = parseTyped(dispatcher.commands, words);
  typedCommands += 1;
  return runTyped(dispatcher, typed, { actor: ANN, operationId: `discord:typed-${typedCommands}` });
}

describe('a typed withdrawal is understood', () => {
  test.each([
    ['404 Demon', '1 × 404 Demon'],
    ['404 demon', '1 × 404 Demon'],
    ['2 404 Demon', '2 × 404 Demon'],
    ['404 Demon 2', '2 × 404 Demon'],
    ['404 Demon x2', '2 × 404 Demon'],
    ['8 bit cat', '1 × 8-Bit Cat'],
    ['2 8\u2011bit cat', '2 × 8-Bit Cat'],
    ['\u201cHuge Floppa\u201d 2', '2 × Huge Floppa'],
    ['2 \u201eHuge Floppa\u201c', '2 × Huge Floppa'],
    ['"Huge Floppa" x2', '2 × Huge Floppa'],
    ['Huge Floppa x2', '2 × Huge Floppa'],
    ['x2 Huge Floppa', '2 × Huge Floppa'],
    ['2x Huge Floppa', '2 × Huge Floppa'],
    ['2 × Huge Floppa', '2 × Huge Floppa'],
    ['huge floppa, 2', '2 × Huge Floppa'],
    ['huge floppa *2', '2 × Huge Floppa'],
    ['2 x ray', '2 × X Ray'],
    ['2 huge pinata cat', '2 × Huge Piñata Cat'],
    ['HUGE PIÑATA CAT'.normalize('NFD'), '1 × Huge Piñata Cat'],
    ['valentine\u2019s cat 3', "3 × Valentine's Cat"],
    ['valentines cat', "1 × Valentine's Cat"],
    ['hu\u200bge   floppa', '1 × Huge Floppa'],
    ['pet: 404 Demon quantity: 2', '2 × 404 Demon'],
    ['pet: “Huge Floppa” quantity: 2', '2 × Huge Floppa'],
    ['pet: Huge Floppa x2 gems: 5', '2 × Huge Floppa\n• 5 gems'],
    ['2 cat 1.5k', '2 × Cat\n• 1,500 gems'],
    ['500 gems', '500 gems'],
    ['1,000 gems', '1,000 gems'],
    ['gems 1.5m', '1,500,000 gems'],
    ['gems: 2b', '2,000,000,000 gems'],
  ])('%s', async (words, goods) => {
    const reply = await type(`withdraw ${words}`);
    expect([reply.title, textOf(reply)]).toEqual(['Withdraw this?', expect.stringContaining(`• ${goods}\n`)]);
  });
});

describe('a near miss is only offered', () => {
  test.each([
    ['huge flopa', ['Huge Floppa']],
    ['2 huge flopa', ['Huge Floppa']],
    ['404 demn', ['404 Demon']],
    ['3 cats', ['Cat', '8-Bit Cat', "Valentine's Cat", 'Huge Piñata Cat']],
    ['floppa', ['Huge Floppa']],
  ])('%s', async (words, offered) => {
    const reply = await type(`withdraw ${words}`);
    expect(reply.title).toBe('Did you mean one of these?');
    expect(choicesOf(reply, 'Choose a pet')).toEqual(offered);
  });

  test('and keeps the amount, for the confirmation that comes next', async () => {
    const reply = await type('withdraw 3 huge flopa');
    const values = valuesOf(reply, 'Choose a pet', ['Huge Floppa']);
    const sure = await press(reply, 'Choose a pet', { values });
    expect(sure.title).toBe('Withdraw this?');
    expect(textOf(sure)).toContain('3 × Huge Floppa');
    expect(await bank.balance(1, { id: 'Huge Floppa' })).toBe(9n);
  });
});

test.each([
  ['zebra', 'None of your free pets is called zebra'],
  ['2 zebra', 'None of your free pets is called 2 zebra'],
  ['0 cat', 'None of your free pets'],
  ['1.5 cat', 'None of your free pets'],
  ['"2" zebra', 'None of your free pets'],
  ['500', 'Say which pet, or use the field for gems'],
  ['2 500', 'Say which pet, or use'],
  ['10 cat', 'Cat: 9 free'],
])('what is not understood is explained, and moves nothing: %s', async (words, explanation) => {
  expect(textOf(await type(`withdraw ${words}`))).toContain(explanation);
});

test('two pets that the same words may mean are offered with their amounts', async () => {
  const other = openDiscord();
  await other.link();
  const { rules } = other.bank.now;
  const catalogue = { ...rules.catalogue, find: (id: string) => ({ id, name: id, tradableInGame: true }) };
  other.bank.now.rules = { ...rules, catalogue };
  const pets = ['Demon 2', '404 Demon'].map((id) => ({ id, quantity: 500 }));
  await other.bank.deposit({ tradeId: 'a', robloxUserId: 1, pets });
  const reply = await other.ask('withdraw', { pet: '404 demon 2' });
  expect(reply.title).toBe('Which one?');
  expect(choicesOf(reply, 'Choose a pet')).toEqual(['404 × Demon 2', '2 × 404 Demon']);
});

test.each([
  ['inventery', '/inventory'],
  ['withdrawl 5 cats', '/withdraw'],
  ['xyzzy', '/help shows everything'],
])('%s is no command, and answered with %s', async (typed, words) => {
  const context = { actor: ANN, operationId: 'discord:unknown' };
  const reply = await runTyped(dispatcher, parseTyped(dispatcher.commands, typed), context, typed);
  expect(reply.title).toBe("I don't know that command");
  expect(textOf(reply)).toContain(words);
});
