import type { delivery as english } from '../en/delivery.ts';
import type { Translation } from '../translation.ts';

export const delivery: Translation<typeof english> = {
  'missed.title': 'Je n’ai pas pu t’écrire',
  'missed.text': `
    Tu n’acceptes pas de messages privés d’ici, alors je te le dis maintenant. Pour les recevoir tout de
    suite, autorise les messages privés dans les paramètres de confidentialité de ce serveur.`,
  'hidden.title': 'Ta réponse est prête',
  'hidden.text': `
    Elle n’est que pour toi, et tu n’acceptes pas de messages privés de ce serveur. Appuie sur le bouton :
    personne d’autre ne la verra.`,
  'hidden.show': 'Montrer',
};
