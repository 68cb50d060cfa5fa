import type { delivery as english } from '../en/delivery.ts';
import type { Translation } from '../translation.ts';

export const delivery: Translation<typeof english> = {
  'missed.title': 'No pude escribirte',
  'missed.text': `
    No aceptas mensajes directos de aquí, así que te lo digo ahora. Para recibirlos al momento, permite los
    mensajes directos en los ajustes de privacidad de este servidor.`,
  'hidden.title': 'Tu respuesta está lista',
  'hidden.text': `
    Es solo para ti, y no aceptas mensajes directos de este servidor. Pulsa el botón: nadie más la verá.`,
  'hidden.show': 'Mostrar',
};
