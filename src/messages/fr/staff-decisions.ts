import type { staffDecisions as english } from '../en/staff-decisions.ts';
import type { Translation } from '../translation.ts';

export const staffDecisions: Translation<typeof english> = {
  'adjust.what.credit': 'Que faut-il créditer ?',
  'adjust.what.debit': 'Que faut-il débiter ?',
  'adjust.confirm.credit': 'Créditer cela ?',
  'adjust.confirm.debit': 'Débiter cela ?',
  'adjust.about.credit': `
    <b>{member}</b>, {account}. Le membre le reçoit. Ce guichetier l’a, et ce n’est encore à personne :
    {teller}.`,
  'adjust.about.debit': `
    <b>{member}</b>, {account}. Le membre le perd. Ce guichetier l’a toujours, pour personne : {teller}.`,
  'adjust.correct-it': 'Corriger',
  'adjust.corrected.credit': 'Corrigé : crédité',
  'adjust.corrected.debit': 'Corrigé : débité',
  'move.what': 'Qu’est-ce que {from} a remis à {to} ?',
  'move.about': 'De {from} à {to}. Ce que les membres possèdent ne change pas.',
  'move.handed-over': 'Remis',
  'move.record': 'C’est remis : le noter',
  'move.recorded': 'Noté',
  'move.confirm': 'Déplacer cela entre guichetiers ?',
  'undo.confirm': 'Annuler cela ?',
  'undo.undo-it': 'Annuler',
  'undo.undone': 'Annulé : tout est revenu d’où ça venait',
  'undo.gift': '<b>{id}</b> : un cadeau de {giver}, avec {receiver}. Seulement tant que tout est en attente.',
  'undo.trade': `
    <b>{id}</b> : un échange de {giver}, avec {receiver}. Seulement tant que tout est en attente.`,
  'undo.gave': '{member} a donné',
  'second.ask': 'Demander à une deuxième personne',
  'second.agree': 'J’ai vérifié : accepter',
  'second.drop': 'Abandonner',
  'second.dropped': 'Abandonné : rien n’a été fait',
  'second.has-to-agree': 'Une deuxième personne doit accepter',
  'second.waits': 'Attend une deuxième personne',
  'second.ends': 'Se termine',
  'second.credit': 'Crédit au membre {member} : {teller} l’a, et ce n’est encore à personne.',
  'second.debit': 'Débit du membre {member} : {teller} l’a toujours, pour personne.',
  'second.move': '{from} l’a remis à {to} dans le jeu. Ce que les membres possèdent ne change pas.',
  'second.undo': 'Annuler {id}, en entier : tout retourne d’où ça venait.',
  'second.undo-between': `
    Annuler {id} entre les membres {giver} et {receiver}, en entier : tout retourne d’où ça venait.`,
};
