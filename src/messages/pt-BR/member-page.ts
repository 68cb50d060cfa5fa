import type { memberPage as english } from '../en/member-page.ts';
import type { Translation } from '../translation.ts';

export const memberPage: Translation<typeof english> = {
  'member-page.title': 'Sua página',
  'member-page.open': 'Abra sua página',
  'member-page.once': `
    O link funciona <b>uma única vez</b>, até {end}. É só para você: não passe para ninguém.`,
  'member-page.shows': `
    A página mostra o que você tem e o que aconteceu. Ela fica aberta por {hours, number} horas. Nela você só
    pode olhar: não dá para dar nem sacar nada.`,
};
