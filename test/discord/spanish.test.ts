import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { ApplicationCommandOptionType } from 'discord.js';
import { withdrawCheckAnswer } from '../../src/bank/withdraw-check.ts';
import { LOCALES } from '../../src/discord/localizations.ts';
import type { Message, User } from '../doubles/discord/world.ts';
import { TELLER } from '../support/keys.ts';
import { putProfile } from '../support/scenes.ts';
import { read } from '../support/send.ts';
import { openWholeBank, type WholeBank } from './whole-bank.ts';

setDefaultTimeout(120_000);

let whole: WholeBank;
let leo: User;
beforeAll(async () => {
  whole = await openWholeBank();
  leo = whole.discord.addUser({ username: 'leo', locale: 'es-419' });
  await putProfile(whole.bank, { id: 77 }, 'leo_roblox');
});
afterAll(() => whole.end());

/** All that somebody reads in a message: its words and its buttons. */
function wordsOf(message: Readonly<Message> | null | undefined): string {
  const embed = message?.embeds[0];
  const fields = embed?.fields?.flatMap(({ name, value }) => [name, value]) ?? [];
  const labels = message?.rows.flatMap(({ components }) =>
    components.map((component) => ('label' in component ? component.label : component.type)),
  );
  const written = [embed?.title, embed?.description, ...fields, ...(labels ?? [])].join('\n');
  return written.replaceAll('\\', '');
}

async function ask(name: string, options: Record<string, string> = {}) {
  const { message } = await whole.discord.slash(leo, { name, options });
  return message;
}

async function press(message: Readonly<Message> | null | undefined, label: string) {
  const buttons = message?.rows.flatMap(({ components }) => components) ?? [];
  const found = buttons.find((component) => 'label' in component && component.label === label);
  if (!message || !found?.custom_id) throw new Error(`there is no ${label} in: ${wordsOf(message)}`);
  return (await whole.discord.press(leo, message, found.custom_id)).message;
}

test('each command and option, also of staff, is described in every language that Discord may show', () => {
  const { discord } = whole;
  const commands = [...discord.commands(), ...discord.commands(discord.guild)];
  const options = commands.flatMap((command) => command.options ?? []);
  const below = options.flatMap((option) =>
    option.type === ApplicationCommandOptionType.Subcommand ? (option.options ?? []) : [],
  );
  const described = [...commands, ...options, ...below].map(
    ({ name, description_localizations: localized }) => [name, Object.keys(localized ?? {})],
  );
  expect(described.length).toBeGreaterThan(60);
  for (const [name, locales] of described) expect([name, locales]).toEqual([name, [...LOCALES]]);
});

test('who has never heard of the bank goes from /help to a delivered withdrawal, in Spanish', async () => {
  const { bank, discord, deposit } = whole;
  const help = wordsOf(await ask('help'));
  expect(help).toContain('Eres nuevo aquí: empieza con');
  expect(help).toContain('Recupera mascotas y gemas en el juego');

  const words = await ask('verify', { username: 'leo_roblox' });
  expect(wordsOf(words)).toContain('Muestra que la cuenta es tuya\n1. Copia todas estas palabras:');
  const code = /`([a-z ]+)`/.exec(wordsOf(words))?.[1] ?? '';
  await putProfile(bank, { description: code }, 'leo_roblox');
  const linked = await press(words, 'Ya lo guardé');
  expect(wordsOf(linked)).toContain('Estás vinculado a leo');

  expect(wordsOf(await ask('deposit'))).toContain('1. En Pet Simulator 99, busca a un cajero de este banco.');
  await deposit(77, { pets: [{ id: 'Huge Cat', variant: 'normal', shiny: false, quantity: 2 }], gems: 1500 });
  expect(wordsOf(await ask('inventory'))).toContain('Tus mascotas\n**2 × Huge Cat**');
  expect(wordsOf(await ask('balance'))).toContain('Gemas\n**1.500**');

  const confirm = await ask('withdraw', { pet: 'Huge Cat' });
  expect(wordsOf(confirm)).toContain('¿Retirar esto?');
  expect(wordsOf(await press(confirm, 'Retirar'))).toContain('Te espera en el juego');

  const check = { robloxUserId: 77, claim: true };
  const { claimed } = read(withdrawCheckAnswer, await bank.ask(TELLER, 'POST', '/withdraw/check', check));
  const complete = {
    withdrawalId: claimed?.withdrawalId,
    claimToken: claimed?.claimToken,
    tradeId: 'T-out',
    outcome: 'delivered',
  };
  await bank.ask(TELLER, 'POST', '/withdraw/complete', complete);
  expect(wordsOf(await ask('history'))).toContain('**Entregado**: 1 × Huge Cat');

  // What has happened is told there, too: an answer is what comes after that.
  const findTold = (title: string) => discord.messages.find((message) => wordsOf(message).startsWith(title));
  await discord.until(() => findTold('Tu depósito ha llegado'), 'word of the deposit');
  await discord.until(() => findTold('Tu retiro fue entregado'), 'word of the withdrawal');
  const typed = await discord.say(leo, discord.directMessages(leo), 'balance');
  expect(wordsOf(typed)).toContain('Tu saldo');
  expect(wordsOf(await discord.say(leo, discord.directMessages(leo), 'balanze'))).toContain('¿Querías decir');
  expect(discord.faults()).toEqual([]);
});
