import type { trade as english } from '../en/trade.ts';
import type { Translation } from '../translation.ts';

export const trade: Translation<typeof english> = {
  'gift.what': 'Que veux-tu donner à @{name} ?',
  'gift.so-far': 'Ton cadeau pour @{name}',
  'gift.nothing': 'Rien à donner',
  'gift.confirm': 'Donner ceci à @{name} ?',
  'gift.give': 'Donner',
  'gift.for': 'Pour {member}. Tu ne reçois rien en retour, et tu ne peux pas le reprendre toi-même.',
  'gift.given': '@{name} l’a reçu',
  'gift.from-you': 'De toi, pour {member}.',
  'gift.in-history': 'Tu peux le voir dans <c>history</c>.',
  'gift.hold': `
    Jusqu’à {when}, son nouveau propriétaire doit le garder, et l’équipe peut annuler le cadeau. Cela aide si
    un compte a été volé.`,
  'other-member.yourself.title': 'C’est toi',
  'other-member.yourself.text': 'Tu ne peux pas faire cela avec toi-même. Choisis un autre membre.',
  'other-member.no-account.title': 'Pas encore à la banque',
  'other-member.no-account.text': `
    {user} n’a pas de compte Roblox ici. Demande-lui d’utiliser d’abord <c>verify</c>, puis recommence. Rien
    n’a bougé.`,
  'other-member.because-of': 'Pas possible maintenant, à cause de @{name}',
  'other-member.reason': '{member} : {reason}.',
  'other-member.nothing-moved': 'Rien n’a bougé.',
  'other-side.not-allowed': 'la banque ne le permet pas pour l’instant',
  'other-side.frozen': 'l’équipe a arrêté ce compte pour l’instant',
  'other-side.not_linked': 'ce compte n’est plus associé, ou l’est à quelqu’un d’autre',
  'other-side.link_cooldown': 'ce compte a été associé il y a peu, et ne peut rien donner pour l’instant',
  'other-side.limit_exceeded': 'ce membre ne peut pas donner ni garder autant',
  'other-side.insufficient_pets': 'certains de ces animaux ne sont plus là',
  'other-side.insufficient_gems': 'certaines de ces gemmes ne sont plus là',
  'other-side.on_hold': 'une partie vient d’arriver et doit encore attendre',
  'trade.which': 'Quel échange ?',
  'trade.choose': 'Choisis un échange',
  'trade.with': 'Avec @{name}',
  'trade.none.title': 'Aucun échange ouvert',
  'trade.none.text': `
    Pour en commencer un, utilise <c>trade</c> avec le @nom d’un autre membre. Vous choisissez tous les deux
    ce que vous donnez. Rien ne bouge avant que vous soyez d’accord tous les deux.`,
  'trade.gone.title': 'Cet échange est terminé',
  'trade.gone.text': `
    Il a duré trop longtemps, ou un autre a été commencé. Rien n’a bougé. Pour recommencer, utilise
    <c>trade</c>.`,
  'trade.you-called-off.title': 'Tu as annulé l’échange',
  'trade.you-called-off.text': 'Rien n’a bougé. @{name} le voit aussi.',
  'trade.they-called-off.title': '@{name} a annulé l’échange',
  'trade.they-called-off.text': 'Rien n’a bougé.',
  'trade.my-side': 'Mon côté',
  'trade.agree': 'D’accord',
  'trade.call-off': 'Annuler l’échange',
  'trade.my-side-with': 'Ton côté de l’échange avec @{name}',
  'trade.nothing': 'Rien à échanger',
  'trade.put-in': 'Ajouter',
  'trade.changed.title': 'Regarde encore : cela a changé',
  'trade.changed.text': `
    <b>@{name}</b> a changé son côté pendant que tu regardais, donc tu n’as rien accepté.`,
  'trade.too-slow.title': 'Cela a pris trop de temps',
  'trade.too-slow.text': 'Ce qui était accepté ne compte plus. Vous devez tous les deux accepter à nouveau.',
  'trade.title': 'Ton échange avec @{name}',
  'trade.title-done': 'Tu as échangé avec @{name}',
  'trade.nothing-yet': 'Rien pour l’instant',
  'trade.you-give': 'Tu donnes',
  'trade.you-gave': 'Tu as donné',
  'trade.you-get': 'Tu reçois',
  'trade.you-got': 'Tu as reçu',
  'trade.with-member': 'Avec {member}. Rien n’a bougé.',
  'trade.look-and-agree': `
    Regarde les deux côtés, puis appuie sur <b>D’accord</b>. Vous devez le faire tous les deux.`,
  'trade.you-agreed': '✓ Tu es d’accord. On attend @{name}.',
  'trade.they-agreed': '✓ @{name} est d’accord. Appuie sur <b>D’accord</b> pour échanger maintenant.',
  'trade.at-once': `
    Les deux côtés bougent en même temps, ou rien ne bouge. Si l’un change, vous devez tous les deux accepter
    à nouveau.`,
  'trade.choose-yours': 'Appuie sur <b>Mon côté</b> et choisis ce que tu donnes.',
  'trade.they-choose': '@{name} doit aussi choisir quoi donner, avec <c>trade</c>.',
  'trade.done': 'Les deux côtés ont bougé en même temps. Tu peux le voir dans <c>history</c>.',
  'trade.hold': `
    Jusque vers {when}, vous devez tous les deux garder ce que vous recevez, et l’équipe peut annuler
    l’échange.`,
  'trade.hold-done': `
    Jusque vers {when}, vous devez tous les deux garder ce que vous avez reçu, et l’équipe peut annuler
    l’échange.`,
  'trade.careful': '⚠ Attention ! Tu donnes <b>{more}</b>, et tu reçois {less}.',
  'trade.uneven': '⚠ Déséquilibré : @{name} donne <b>{more}</b>, et reçoit {less}.',
  'trade.less-unknown': 'quelque chose dont personne ici ne connaît la valeur',
  'trade.less': '<b>{worth}</b> en retour',
  'trade.less-times': '<b>{worth}</b> en retour : environ {times, number} fois moins',
  'trade.picture': 'Les deux côtés de l’échange en cartes ; les listes disent la même chose.',
};
