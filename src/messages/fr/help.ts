import type { help as english } from '../en/help.ts';
import type { Translation } from '../translation.ts';

export const help: Translation<typeof english> = {
  'help.title': 'Ta banque pour Pet Simulator 99',
  'help.what': `
    Donne des animaux et des gemmes à un guichetier dans le jeu : un joueur qui travaille pour cette banque.
    Ils sont en sécurité ici, et tu peux les reprendre quand tu veux.`,
  'help.direct': 'Dans un message privé, le nom seul suffit : {example}.',
  'help.next': 'Ensuite : <c>deposit</c> sert à apporter des animaux, <c>inventory</c> montre ce que tu as.',
  'help.busy': 'La banque est occupée pour l’instant ; rien de ce qui est à toi n’est perdu.',
  'help.new': `
    C’est ta première fois ici : commence par <c>verify</c> et ton nom d’utilisateur Roblox. Cela prend deux
    minutes.`,
  'help.start': 'Commence ici',
  'help.what-you-have': 'Ce que tu as',
  'help.in-and-out': 'Apporter et retirer',
  'help.others': 'Avec d’autres membres',
  'help.about-you': 'À propos de toi',
  'help.more': 'Plus',
  'help.for-staff': 'Pour l’équipe : {command}',
  'help.command': '{command}{inputs} : {description}',
};
