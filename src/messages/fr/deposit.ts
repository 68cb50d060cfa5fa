import type { deposit as english } from '../en/deposit.ts';
import type { Translation } from '../translation.ts';

export const deposit: Translation<typeof english> = {
  'deposit.title': 'Apporte tes animaux',
  'deposit.arrived': 'Ton dépôt est arrivé',
  'deposit.step-find': '1. Dans Pet Simulator 99, trouve un guichetier de cette banque.',
  'deposit.step-trade': `
    2. Envoie-lui un échange avec les animaux et les gemmes que tu veux garder ici. Tu ne reçois rien dans
    cet échange.`,
  'deposit.step-yours': `
    3. Quand l’échange est fini, c’est à la banque et toujours à toi. Ce message le montre alors.`,
  'deposit.hold': 'Environ une minute plus tard, tu peux le retirer.',
  'deposit.added': '✓ Ajouté : <b>{goods}</b>, par {teller}, {when}.',
  'deposit.nothing-added': '✓ {teller} a reçu ton échange {when}. Rien n’est encore ajouté à ton compte.',
  'deposit.in-quarantine': 'En quarantaine jusqu’à ce que l’équipe vérifie : <b>{goods}</b>.',
  'quarantine.unknown_pet': '{what} : la banque ne connaît pas cet animal.',
  'quarantine.untradable': '{what} : la banque ne prend pas cet animal.',
  'quarantine.limit_exceeded': '{what} : cela dépasse une limite de la banque.',
  'quarantine.taken_now':
    '{what} : cela dépassait une limite de la banque, ou n’était pas encore sur sa liste.',
  'quarantine.decided': 'L’équipe l’a vérifié entre-temps.',
  'deposit.tellers': 'Guichetiers dans le jeu',
  'deposit.teller-seen': '<b>{teller}</b>, vu {when}',
  'deposit.no-teller': `
    Aucun guichetier n’a été vu ces dix dernières minutes. Demande à l’équipe, ou reviens plus tard.`,
  'deposit.at-most': 'Au maximum',
  'deposit.in-one-trade': '{amount} dans un échange',
  'deposit.in-the-bank': '{amount} dans la banque',
  'deposit.no-limits': 'Il n’y a pas de limites.',
  'deposit.accepted': 'Ce que la banque prend',
  'deposit.accepted-text': `
    Les gemmes, et les animaux qu’on peut échanger. Si la banque ne peut pas prendre quelque chose, ou si cela
    dépasse une limite, ce n’est pas perdu : cela attend en quarantaine jusqu’à ce que l’équipe l’ajoute à ton
    compte ou te le rende. <c>value</c> montre ce que vaut un animal.`,
  'tellers.only': 'Les seuls guichetiers de cette banque',
  'tellers.check-name': `
    Vérifie le nom avant d’échanger : si quelqu’un d’autre se dit guichetier, c’est faux.`,
  'tellers.where': 'Où se retrouver',
  'tellers.online': '{account} est dans le jeu maintenant',
  'tellers.attended': '{account} est joué par une personne : demande à l’équipe de venir',
  'tellers.paused': '{account} ne remet rien pour l’instant',
  'tellers.silent': '{account} a été vu pour la dernière fois {when}',
  'tellers.none.title': 'Aucun guichetier n’a encore été nommé',
  'tellers.none.text': 'Demande à l’équipe qui sont les guichetiers, et n’échange avec personne d’autre.',
  'tellers.all.title': 'Qui sont les guichetiers',
  'tellers.all.text': `
    N’échange qu’avec ces comptes. Un guichetier ne demande jamais ton mot de passe, ni un échange hors de
    Pet Simulator 99.`,
};
