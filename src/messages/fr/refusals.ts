import type { refusals as english } from '../en/refusals.ts';
import type { Translation } from '../translation.ts';

export const refusals: Translation<typeof english> = {
  'refusal.unauthorized.title': 'Ce n’est pas permis',
  'refusal.unauthorized.text': 'La banque n’accepte plus les demandes signées avec cette clé.',
  'refusal.out_of_scope.title': 'Ce n’est pas permis',
  'refusal.out_of_scope.text': `
    Un guichetier ne peut pas se nommer lui-même : quelqu’un d’autre de l’équipe le fait.`,
  'refusal.roblox_user_not_found.title': 'Ce compte Roblox n’existe pas',
  'refusal.roblox_user_not_found.text': `
    Aucun compte Roblox n’a ce nom d’utilisateur maintenant. Vérifie l’orthographe : c’est le nom avec le @,
    pas le nom affiché ni un ancien nom.`,
  'refusal.no_pending_verification.title': 'Tu n’as pas encore de mots',
  'refusal.no_pending_verification.text': `
    Commence par <c>verify</c> et ton nom d’utilisateur Roblox. Tu reçois alors les mots pour ton profil.`,
  'refusal.withdrawal_not_found.title': 'Ce retrait n’existe pas',
  'refusal.withdrawal_not_found.text': '<c>history</c> montre tes retraits.',
  'refusal.not_found.title': 'Introuvable',
  'refusal.not_found.text': 'La banque ne trouve pas cela. <c>help</c> montre ce que tu peux faire.',
  'refusal.replayed.title': 'Déjà fait',
  'refusal.replayed.text': `
    Tu l’avais déjà demandé, et cela n’a pas été fait une deuxième fois. <c>history</c> montre ce qui s’est
    passé.`,
  'refusal.already_linked.title': 'Tu as un autre compte Roblox ici',
  'refusal.already_linked.text': `
    Tu ne peux associer qu’un seul compte Roblox. Pour en associer un autre, utilise d’abord <c>unlink</c>.
    Les animaux de l’ancien restent en sécurité.`,
  'refusal.not_linked.title': 'D’abord, montre qui tu es',
  'refusal.not_linked.text': `
    Associe ton compte Roblox avec <c>verify</c> et ton nom d’utilisateur Roblox. Cela prend deux minutes,
    et tu ne le fais qu’une fois.`,
  'refusal.verification_expired.title': 'Les mots ont expiré',
  'refusal.verification_expired.text': 'Demande de nouveaux mots avec <c>verify</c>.',
  'refusal.withdrawal_not_claimed.title': 'Personne ne l’a pris',
  'refusal.withdrawal_not_claimed.text': `
    Un guichetier prend un retrait avant de le remettre. Prends-le d’abord.`,
  'refusal.withdrawal_claimed.title': 'En cours de remise',
  'refusal.withdrawal_claimed.text': `
    Un guichetier est en train de remettre ce retrait, il ne peut donc pas être changé maintenant. Regarde
    dans le jeu.`,
  'refusal.withdrawal_already_closed.title': 'Déjà terminé',
  'refusal.withdrawal_already_closed.text': 'Ce retrait est terminé. <c>history</c> montre comment.',
  'refusal.lease_lost.title': 'Tu ne l’as plus',
  'refusal.lease_lost.text': 'Quelqu’un d’autre l’a pris ensuite. Regarde à nouveau la file.',
  'refusal.halted.title': 'La banque est fermée un moment',
  'refusal.halted.text': 'Tout ce qui est à toi est en sécurité. L’équipe la rouvrira. Reviens plus tard.',
  'refusal.offer_closed.title': 'L’offre est terminée',
  'refusal.offer_closed.text': `
    Elle a été acceptée, refusée ou reprise, ou elle a duré trop longtemps. Commences-en une nouvelle.`,
  'refusal.invalid.title': 'Vérifie ce que tu as écrit',
  'refusal.invalid.text': 'Corrige et réessaie. <c>help</c> montre comment.',
  'refusal.code_not_in_profile.title': 'Les mots ne sont pas encore dans ton profil',
  'refusal.code_not_in_profile.text': `
    Mets tous les mots dans le texte « À propos » de ton profil Roblox et enregistre. Roblox peut mettre
    deux minutes à les montrer. Utilise ensuite <c>verify-confirm</c>.`,
  'refusal.profile_filtered.title': 'Roblox a caché certains mots',
  'refusal.profile_filtered.text': `
    Ton profil montre #### à leur place. Demande d’autres mots avec <c>verify</c>.`,
  'refusal.request_reused.title': 'Déjà utilisé',
  'refusal.request_reused.text': `
    Cela a déjà servi, pour autre chose. Rien n’a été fait cette fois. Recommence.`,
  'refusal.insufficient_pets.title': 'Pas assez d’animaux',
  'refusal.insufficient_pets.text': `
    <c>inventory</c> montre quels animaux sont disponibles. Ceux qui sont dans un retrait ne comptent pas.`,
  'refusal.insufficient_gems.title': 'Pas assez de gemmes',
  'refusal.insufficient_gems.text': `
    <c>balance</c> montre combien de gemmes sont disponibles. Celles qui sont dans un retrait ne comptent
    pas.`,
  'refusal.limit_exceeded.title': 'C’est trop',
  'refusal.limit_exceeded.text': `
    Demande moins, ou réessaie plus tard. <c>cancel</c> annule un retrait ouvert.`,
  'refusal.link_cooldown.title': 'Associé il y a trop peu de temps',
  'refusal.link_cooldown.text': `
    Il y a peu, ce compte Roblox était encore associé à un autre utilisateur Discord. Rien ne peut être retiré
    pour l’instant. Cela protège son propriétaire.`,
  'refusal.frozen.title': 'Ton compte est gelé',
  'refusal.frozen.text': `
    L’équipe a arrêté ses retraits. Tout ce qui est à toi est en sécurité. Demande à l’équipe pourquoi.`,
  'refusal.untradable.title': 'Cet animal ne peut pas être échangé',
  'refusal.untradable.text': `
    Le jeu ne permet pas d’échanger cet animal. Enlève-le et réessaie avec le reste.`,
  'refusal.on_hold.title': 'Une partie doit encore attendre',
  'refusal.on_hold.text': `
    Tout est à toi. Mais ce qui vient d’arriver est d’abord vérifié, souvent en une minute. Réessaie ensuite,
    ou demande moins.`,
  'refusal.upstream_unavailable.title': 'Roblox ne répond pas',
  'refusal.upstream_unavailable.text': `
    La banque n’arrive pas à joindre Roblox. Rien n’est perdu. Réessaie dans une minute.`,
  'refusal.internal.title': 'Quelque chose s’est mal passé de notre côté',
  'refusal.internal.text': `
    Rien de ce qui est à toi n’est perdu. Réessaie dans une minute. Si cela continue, donne cette référence
    à l’équipe : {reference}.`,
  'refusal.busy.title': 'La banque est occupée',
  'refusal.busy.text': `
    Je n’ai pas pu le faire à l’instant. Réessaie dans un moment : rien n’est fait deux fois.`,
  'detail.error': '<b>{field}</b> : {message}',
  'detail.did-you-mean': 'Tu voulais dire <b>{meant}</b> ?',
  'detail.possible-again': 'Ce sera de nouveau possible {when}.',
  'detail.held-by-staff': '<b>{what}</b> : l’équipe doit d’abord regarder.',
  'detail.held-until': '<b>{what}</b> : tu pourras l’utiliser {when}, ou plus tôt.',
  'detail.free': `
    <b>{what}</b> : {available, plural, one {{available, number} disponible} many {{available, number}
    disponibles} other {{available, number} disponibles}}.`,
  'detail.gems': 'Gemmes',
  'limit.exceeded': `
    Au maximum <b>{allowed, number}</b> {what}. Déjà utilisé : {used, number}. Tu demandes : {requested,
    number}.`,
  'limit.resets': 'Cela se renouvelle {when}.',
  'limit.LIMIT_PETS_PER_TRADE': 'animaux dans un échange',
  'limit.LIMIT_GEMS_PER_TRADE': 'gemmes dans un échange',
  'limit.LIMIT_OPEN_WITHDRAWALS': 'retraits ouverts à la fois',
  'limit.LIMIT_PETS_PER_DAY': 'animaux par jour',
  'limit.LIMIT_GEMS_PER_DAY': 'gemmes par jour',
  'limit.LIMIT_PETS_HELD': 'animaux dans la banque',
  'limit.LIMIT_GEMS_HELD': 'gemmes dans la banque',
  'limit.OFFERS_MADE': 'offres ouvertes d’un membre',
  'limit.OFFERS_RECEIVED': 'offres ouvertes à un membre',
  'input.required': 'est manquant',
  'input.whole-number': 'doit être un nombre entier',
  'input.one-of': 'doit être l’un de : {choices}',
  'input.at-least': 'doit être au moins {least, number}',
  'input.at-most': 'doit être au plus {most, number}',
  'input.too-short': `
    doit avoir au moins {count, plural, one {{count, number} caractère} many {{count, number} de
    caractères} other {{count, number} caractères}}`,
  'input.too-long': `
    doit avoir au plus {count, plural, one {{count, number} caractère} many {{count, number} de
    caractères} other {{count, number} caractères}}`,
};
