import type { memberPage as english } from '../en/member-page.ts';
import type { Translation } from '../translation.ts';

export const memberPage: Translation<typeof english> = {
  'member-page.title': 'Deine Seite',
  'member-page.open': 'Öffne deine Seite',
  'member-page.once': `
    Der Link geht <b>ein einziges Mal</b>, bis {end}. Er ist nur für dich: Gib ihn niemandem weiter.`,
  'member-page.shows': `
    Die Seite zeigt, was du hast und was passiert ist. Sie bleibt {hours, number} Stunden offen. Dort kannst
    du nur schauen: Verschenken oder abheben geht nicht.`,
};
