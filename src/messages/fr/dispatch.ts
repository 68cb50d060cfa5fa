import type { dispatch as english } from '../en/dispatch.ts';
import type { Translation } from '../translation.ts';

export const dispatch: Translation<typeof english> = {
  'dispatch.unknown.title': 'Je ne connais pas cette commande',
  'dispatch.unknown.text': '<c>help</c> montre tout ce que je sais faire.',
  'dispatch.near-miss.title': 'Je ne connais pas cette commande',
  'dispatch.near-miss.text': 'Tu voulais dire {command} ? <c>help</c> montre tout ce que je sais faire.',
  'dispatch.staff-only.title': 'Réservé à l’équipe',
  'dispatch.staff-only.text': 'Seule l’équipe du serveur de cette banque peut le faire.',
  'dispatch.level.title': 'Tu ne peux pas faire cela',
  'dispatch.level.text': `
    Ton niveau ici est <b>{level}</b>. Pour cela, il faut <b>{needed}</b>. Demande à quelqu’un qui l’a, ou à
    qui gère cette banque.`,
  'dispatch.not-yours.title': 'C’est pour quelqu’un d’autre',
  'dispatch.not-yours.text': `
    Seule la personne qui a lancé la commande peut appuyer. <c>help</c> montre comment lancer la tienne.`,
  'dispatch.needs-another.title': 'Une autre personne doit appuyer',
  'dispatch.needs-another.text': 'Tu l’as proposé, donc quelqu’un d’autre de l’équipe doit confirmer.',
  'dispatch.not-here.title': 'Pas ici',
  'dispatch.not-here.text': `
    Les admins de ce serveur ont désactivé cette commande ici, ou pour toi. Essaie dans un autre salon, ou
    écris-moi directement.`,
  'dispatch.too-old.title': 'Ce message est trop ancien',
  'dispatch.too-old.text': 'Rien n’a été fait. Relance la commande.',
  'dispatch.used-up.title': 'Déjà fait',
  'dispatch.used-up.text': 'On a déjà appuyé. Rien n’a été fait deux fois.',
  'dispatch.in-progress.title': 'Un instant',
  'dispatch.in-progress.text': 'C’est déjà en cours.',
  'dispatch.too-long.title': 'Trop court ou trop long',
  'dispatch.too-long.text': 'Rien n’a été fait. Remplis à nouveau le formulaire.',
  'dispatch.too-fast.title': 'Un peu plus lentement, s’il te plaît',
  'dispatch.too-fast.text': 'C’était beaucoup d’un coup. Rien n’a été fait cette fois : réessaie {when}.',
  'dispatch.left-over.title': 'Je ne comprends pas tout',
  'dispatch.left-over.text': `
    Rien n’a été fait. Je ne sais pas ce que <b>{typed}</b> veut dire ici. <c>help</c> montre comment faire.`,
};
