import type { memberPage as english } from '../en/member-page.ts';
import type { Translation } from '../translation.ts';

export const memberPage: Translation<typeof english> = {
  'member-page.title': 'Tu página',
  'member-page.open': 'Abre tu página',
  'member-page.once': `
    El enlace funciona <b>una sola vez</b>, hasta {end}. Es solo para ti: no se lo pases a nadie.`,
  'member-page.shows': `
    La página muestra lo que tienes y lo que ha pasado. Se queda abierta {hours, number} horas. En ella solo
    puedes mirar: no se puede regalar ni retirar nada.`,
};
