import type { myPage as english } from '../en/my-page.ts';
import type { Translation } from '../translation.ts';

export const myPage: Translation<typeof english> = {
  'me.description': 'Ce que tu as dans cette banque.',
  'me.opening': 'J’ouvre ta page …',
  'me.link': 'Ta page dans la banque',
  'me.link-opens': `
    Le lien que le bot t’a donné marche une seule fois. Il ouvre ta page dans ce navigateur, pour quatre
    heures.`,
  'me.open': 'Ouvrir ma page',
  'me.beware': 'C’est l’ordinateur de quelqu’un d’autre ? Ferme la page quand tu as fini.',
  'me.closed': 'Ta page est fermée',
  'me.ask-again': 'Envoie <c>mypage</c> à notre bot sur Discord. Il te donne un lien vers ta page.',
  'me.spent': `
    Ce lien a déjà servi, ou ses dix minutes sont passées. Demande un autre lien au bot avec
    <c>mypage</c>.`,
  'me.has-closed': 'Cette page s’est fermée. Demande un autre lien au bot avec <c>mypage</c>.',
  'me.no-answer': 'La banque ne répond pas. Réessaie dans une minute.',
  'me.failed': 'La banque a répondu {status, number}. Réessaie dans une minute.',
  'me.username': '@{name} sur Roblox.',
  'me.only-shows': 'Ici, tu peux seulement regarder : rien ne peut être donné ou retiré.',
  'me.download': 'Télécharger toutes tes données',
  'me.close': 'Fermer cette page',
  'me.closes': 'Elle se ferme toute seule : {at}.',
  'me.unvalued': `
    {count, plural, one {{count, number} animal n’a} many {{count, number} d’animaux n’ont} other {{count,
    number} animaux n’ont}} pas de valeur connue.`,
  'me.cooldown': `
    Ce compte était encore récemment associé à un autre utilisateur Discord. Tu pourras retirer à partir
    de : {at}.`,
  'me.hold-staff': `
    En attente : <b>{goods}</b>. C’est à toi. Tu pourras l’utiliser quand l’équipe aura vérifié le guichetier
    qui l’a reçu.`,
  'me.hold-gift': 'En attente : <b>{goods}</b>. C’est à toi. Tu pourras l’utiliser à partir de : {at}.',
  'me.hold': `
    En attente : <b>{goods}</b>. C’est à toi. Tu pourras l’utiliser à partir de : {at}, souvent plus tôt.`,
  'me.worth': 'Ce que cela vaut',
  'me.worth-plot': 'Ce que valent tous tes animaux et tes gemmes au fil du temps',
  'me.worth-newest': 'Dernière valeur',
  'me.worth-series': 'Valeur',
  'me.worth-after': 'Après chacune de tes {count, number} dernières opérations, aux valeurs d’aujourd’hui.',
  'me.withdrawals': 'Retraits ouverts',
  'me.no-withdrawals': 'Aucun. Envoie <c>withdraw</c> au bot pour récupérer quelque chose.',
  'me.reserved': 'T’attend',
  'me.claimed': 'En cours de remise',
  'me.uncertain': 'En cours de vérification',
  'me.meet': 'Retrouve {teller} dans le jeu.',
  'me.in-parts': 'Aucun guichetier n’a tout en ce moment : cela viendra peut-être en plusieurs parties.',
  'me.has-it': '{teller} l’a préparé dans le jeu.',
  'me.somebody-has-it': 'Un guichetier l’a préparé dans le jeu.',
  'me.not-said': 'Personne n’a encore dit si tu l’as reçu. Ce que tu n’as pas reçu reste à toi.',
  'me.requested': 'Demandé : {at}',
  'me.requested-until': 'Demandé : {at}. T’attend jusqu’à : {until}',
  'me.kinds': `
    {count, plural, one {{count, number} sorte} many {{count, number} de sortes} other {{count, number}
    sortes}}`,
  'me.no-pets': 'Encore rien. Envoie <c>deposit</c> au bot : il montre comment apporter le premier animal.',
  'me.in-withdrawal': '{count, number} dans un retrait',
  'me.on-hold': '{count, number} en attente',
  'me.show-more': 'Montrer plus',
  'me.history': 'Ce qui s’est passé',
  'me.nothing-yet': 'Encore rien.',
  'me.older': 'Montrer plus ancien',
  'me.try-again': 'Réessayer',
  'me.traded': '{got} contre {gave}',
  'me.with': 'avec @{name}',
  'me.by': 'par {teller}',
  'me.counted': 'Est-ce que je suis compté ?',
  'me.counted-how': `
    La banque publie la somme de tout ce qu’elle doit sur sa {page}. Ici, ton propre navigateur vérifie que
    tout ce que tu as est dans cette somme. Il ne se fie à personne.`,
  'me.proof-page': 'page de la preuve',
  'me.check': 'Vérifier maintenant',
  'me.checking': 'Vérification …',
  'me.counted-nothing': 'La dernière fois que la banque a compté, tu n’avais rien chez elle.',
  'me.counted-all': `
    {count, plural, one {La {count, number} sorte que tu avais à l’étape {seq, number} est comptée.} many
    {Les {count, number} de sortes que tu avais à l’étape {seq, number} sont toutes comptées.} other {Les
    {count, number} sortes que tu avais à l’étape {seq, number} sont toutes comptées.}}`,
  'me.needs-https': 'Ton navigateur ne peut vérifier cela que par https.',
  'me.does-not-hold': 'La preuve n’est pas juste. {why}. Dis-le à d’autres membres.',
  'me.counted-anew': 'La banque vient de recompter. Vérifie encore une fois.',
  'me.tellers': 'Nos guichetiers',
  'me.tellers-only': 'N’échange qu’avec ces comptes. Si quelqu’un d’autre se dit guichetier, c’est faux.',
  'me.teller-online': 'Dans le jeu maintenant',
  'me.teller-attended': 'C’est une personne qui joue : demande avant de venir',
  'me.teller-silent': 'Pas vu ces derniers temps',
  'me.teller-paused': 'Ne remet rien pour l’instant',
  'me.teller-place': 'Où c’est dans le jeu',
  'me.other-site': 'Seules les pages de cette banque peuvent demander cela.',
};
