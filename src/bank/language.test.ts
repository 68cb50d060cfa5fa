import { expect, test } from 'bun:test';
import { openBank } from '../../test/bank/bank.ts';
import { linkUser } from '../../test/bank/link.ts';
import { forgetMember } from './forget.ts';
import { keepLanguage, readLanguage } from './language.ts';
import { chooseNotices } from './notice-choices.ts';

const DISCORD = { by: 'discord' } as const;
const ANN = '100000000000000001';

test('the language of who is linked is kept with their choices, and forgotten with them', async () => {
  const bank = openBank();
  const keep = (language: string) =>
    bank.book.perform(keepLanguage, { discordUserId: ANN, language }, DISCORD);
  const read = () => bank.book.query(readLanguage, ANN, DISCORD);
  expect([await keep('es'), await read()]).toEqual([false, null]);
  await linkUser(bank, { discordUserId: ANN, robloxUserId: 1 });
  expect([await keep('es'), await keep('pt-BR'), await read()]).toEqual([true, true, 'pt-BR']);
  const choice = { discordUserId: ANN, kind: 'gifts', isWanted: false } as const;
  await bank.book.perform(chooseNotices, choice, DISCORD);
  await keep('de');
  const muted = await bank.book.perform(chooseNotices, { ...choice, kind: 'trades' }, DISCORD);
  expect([muted, await read()]).toEqual([['gifts', 'trades'], 'de']);
  await bank.book.perform(forgetMember, { discordUserId: ANN }, DISCORD);
  expect(await read()).toBeNull();
});
