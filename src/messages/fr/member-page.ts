import type { memberPage as english } from '../en/member-page.ts';
import type { Translation } from '../translation.ts';

export const memberPage: Translation<typeof english> = {
  'member-page.title': 'Ta page',
  'member-page.open': 'Ouvre ta page',
  'member-page.once': `
    Le lien marche <b>une seule fois</b>, jusqu’à {end}. Il n’est que pour toi : ne le donne à personne.`,
  'member-page.shows': `
    La page montre ce que tu as et ce qui s’est passé. Elle reste ouverte {hours, number} heures. Tu peux
    seulement y regarder : rien ne peut y être donné ou retiré.`,
};
