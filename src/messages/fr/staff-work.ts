import type { staffWork as english } from '../en/staff-work.ts';
import type { Translation } from '../translation.ts';

export const staffWork: Translation<typeof english> = {
  'queue.waiting': 'En attente de remise',
  'queue.how': 'Remets-en un avec <c>teller deliver</c>. Ton compte de guichetier est {account}.',
  'queue.nothing': 'Rien n’attend',
  'queue.you-hold-all': 'Tu as tout. Il expire {when}.',
  'queue.you-lack-some': `
    Tu n’as pas tout. <c>teller deliver</c> remet ce que tu as, si aucun autre guichetier n’a tout ;
    <c>teller move</c> note ce qu’un autre guichetier te remet. Il expire {when}.`,
  'queue.claimed': 'Un guichetier est en train de le remettre.',
  'queue.uncertain': 'Personne n’a signalé comment ça a fini : règle-le avec <c>review</c>.',
  'deliver.finish-first': 'Termine d’abord {withdrawal} : tu l’as déjà pris',
  'deliver.no-withdrawals': '{member} n’a pas de retrait',
  'deliver.nothing': 'Rien que tu puisses remettre',
  'deliver.nothing-claimed': 'Rien n’a été pris. <c>teller queue</c> montre tout ce qui attend.',
  'deliver.frozen.title': 'Le compte de {member} est gelé',
  'deliver.frozen.text': `
    Un membre gelé ne reçoit rien de la banque. <c>freeze</c> montre pourquoi, et le dégèle.`,
  'deliver.hand-over.title': 'Remets {withdrawal} à {member}',
  'deliver.hand-over.text': `
    {account}. N’échange qu’avec ce compte, puis note comment ça s’est passé, au plus tard {when}. Après,
    c’est incertain, et il faut <c>review</c>.`,
  'deliver.goods': 'À remettre',
  'deliver.claimed-by': 'Pris par',
  'outcome.delivered': 'Remis',
  'outcome.partial': 'Une partie',
  'outcome.declined': 'Rien n’a été remis',
  'deliver.claim-it': 'Le prendre',
  'deliver.settled.delivered': 'Tout est sorti de la banque. C’est {id} dans le registre.',
  'deliver.settled.partly_delivered': `
    Cette partie est sortie de la banque. Le reste est revenu dans le solde du membre. C’est {id} dans le
    registre.`,
  'deliver.settled.reserved': `
    Rien n’est sorti de la banque. Il attend de nouveau <c>teller deliver</c>. C’est {id} dans le registre.`,
  'withdrawal.of': '{withdrawal} de {member} : {status}',
  'withdrawal.reserved': 'mis de côté',
  'withdrawal.claimed': 'pris',
  'withdrawal.uncertain': 'incertain',
  'withdrawal.delivered': 'remis',
  'withdrawal.partly_delivered': 'remis en partie',
  'withdrawal.cancelled': 'annulé',
  'withdrawal.expired': 'expiré',
  'take.what': 'Que donne {member} ?',
  'take.self.title': 'Personne n’échange avec soi-même',
  'take.self.text': `
    Remets tes animaux à quelqu’un d’autre de l’équipe ou au guichetier d’un script du jeu, et ils seront
    notés là.`,
  'take.check-first': 'Vérifie d’abord',
  'take.record': 'L’échange a eu lieu : le noter',
  'take.offer': 'Prendre cela de {member} ?',
  'take.accepted': '{account}. Tout lui sera crédité. Note-le une fois l’échange fait dans le jeu.',
  'take.doubtful': `
    {account}. Tu peux refuser l’échange. S’il a déjà eu lieu dans le jeu, note-le quand même : ce qui ne peut
    pas être crédité attend <c>review</c> en quarantaine.`,
  'take.they-give': 'Le membre donne',
  'take.worth': 'Valeur',
  'take.recorded': 'Dépôt de {member} noté',
  'take.for-second': `
    C’est {id} dans le registre. C’est plus que ce qu’un membre de l’équipe peut déplacer seul en un jour :
    c’est en attente jusqu’à ce qu’un autre manager le confirme avec <c>review</c>.`,
  'take.credited': 'Crédité',
  'take.quarantined': 'Attend en quarantaine',
  'coming.button': 'J’arrive',
  'coming.title': 'Un guichetier est en route vers {member}',
  'coming.text': '{user} arrive sous le nom {name}. Le membre attend dans le jeu : {account}.',
  'ticket.wants-a-withdrawal': '{withdrawal} : {member} veut un retrait',
  'ticket.wants': 'Veut',
  'ticket.since': 'Depuis {when}.',
  'ticket.open': '{account}. Depuis {since}. Il expire {when}.',
  'ticket.held-by': 'Détenu par : {tellers}.',
  'ticket.a-part': '{teller} une partie',
  'ticket.nobody': 'Aucun guichetier n’en a.',
  'ticket.escalated.title': 'Personne n’a encore pris {withdrawal}',
  'ticket.escalated.text': `
    Il attend depuis plus de <b>{minutes, number}</b> {minutes, plural, one {minute} many {minutes} other
    {minutes}}. Appuie sur <b>Le prendre</b> ci-dessus.`,
};
