import type { delivery as english } from '../en/delivery.ts';
import type { Translation } from '../translation.ts';

export const delivery: Translation<typeof english> = {
  'missed.title': 'No pude escribirte',
  'missed.text': `
    No puedo mandarte mensajes directos, así que te lo digo aquí. Para recibirlos al momento, permite los
    mensajes directos en los ajustes de privacidad de este servidor.`,
  'hidden.title': 'Tu respuesta está lista',
  'hidden.text': `
    Es solo para ti, pero no puedo mandarte mensajes directos. Pulsa el botón para verla. Nadie más la
    verá.`,
  'hidden.show': 'Mostrar',
};
