import type { delivery as english } from '../en/delivery.ts';
import type { Translation } from '../translation.ts';

export const delivery: Translation<typeof english> = {
  'missed.title': 'Je n’ai pas pu t’écrire',
  'missed.text': `
    Je ne peux pas t’envoyer de messages privés, alors je te le dis ici. Pour les recevoir tout de suite,
    autorise les messages privés dans les paramètres de confidentialité de ce serveur.`,
  'hidden.title': 'Ta réponse est prête',
  'hidden.text': `
    Elle n’est que pour toi, mais je ne peux pas t’envoyer de messages privés. Appuie sur le bouton pour la
    voir. Personne d’autre ne la verra.`,
  'hidden.show': 'Montrer',
};
