import type { withdraw as english } from '../en/withdraw.ts';
import type { Translation } from '../translation.ts';

export const withdraw: Translation<typeof english> = {
  'withdraw.what': 'Que veux-tu récupérer ?',
  'withdraw.so-far': 'Ton retrait jusqu’ici',
  'withdraw.nothing': 'Rien à retirer',
  'withdraw.confirm': 'Retirer ceci ?',
  'withdraw.withdraw': 'Retirer',
  'withdraw.how': `
    La banque le met de côté pour toi, et un guichetier te le remet dans le jeu. Si tu le fais maintenant,
    récupère-le à temps : cela expire {when}.`,
  'withdraw.only-what': 'Seulement ce qu’a {teller}',
  'withdraw.stays-up-to-date': `
    Ce message change tout seul. Il s’arrête {when} : ensuite, utilise <c>history</c>.`,
  'withdraw.whom-to-meet': 'Qui rencontrer',
  'withdraw.whom-to-meet-in-turn': 'Qui rencontrer, l’un après l’autre',
  'withdraw.check-name': `
    Vérifie le nom avant d’échanger : personne d’autre n’est guichetier de cette banque.`,
  'withdraw.has-all': '{teller} · a tout',
  'withdraw.has-part': '{teller} · a <b>{goods}</b>',
  'withdraw.nobody-has-it': `
    Aucun guichetier ne peut le remettre pour l’instant. Cela reste de côté pour toi jusqu’à ce que l’un
    d’eux le puisse, ou que cela expire.`,
  'withdraw.in-parts': `
    Aucun guichetier n’a tout, donc cela vient en plusieurs parties. Chacun remet ce qu’il a, et le reste
    t’attend.`,
  'withdraw.first-in-line': 'Tu es en tête de la file.',
  'withdraw.others-wait': `
    {count, plural, one {{count, number} retrait de quelqu’un d’autre attend} many {{count, number} retraits
    d’autres membres attendent} other {{count, number} retraits d’autres membres attendent}} depuis plus
    longtemps.`,
  'withdraw.many-others-wait': `
    {count, number} retraits d’autres membres ou plus attendent depuis plus longtemps.`,
  'withdraw.cancel-it': 'Annuler',
  'withdraw.cancel-rest': 'Annuler le reste',
  'withdraw.other-claimed': '<b>{teller}</b> remet l’autre partie :',
  'withdraw.other-claimed-by-one': 'Un guichetier remet l’autre partie :',
  'withdraw.other-uncertain': 'L’autre partie est en cours de vérification :',
  'withdraw.other-waits': `
    L’autre partie est aussi à toi et attend un guichetier qui l’a. Elle expire {when} :`,
  'withdraw.waiting': 'T’attend dans le jeu',
  'withdraw.nobody-yet': `
    Aucun guichetier ne peut te remettre ceci pour l’instant. Je t’écrirai quand un guichetier qui l’a sera de
    nouveau dans le jeu.`,
  'withdraw.meet': `
    Retrouve dans le jeu un des guichetiers ci-dessous. Utilise le même compte Roblox. Le guichetier te remet
    ceci.`,
  'withdraw.expires': 'Cela expire {when}. Ce qui n’est pas récupéré d’ici là revient dans ton solde.',
  'withdraw.claimed.title': 'En cours de remise',
  'withdraw.claimed.text': '<b>{teller}</b> l’a préparé. Accepte l’échange dans le jeu.',
  'withdraw.claimed-part.title': 'Cela vient en plusieurs parties',
  'withdraw.claimed-part.text': '<b>{teller}</b> a préparé cette partie. Accepte l’échange dans le jeu.',
  'withdraw.a-teller': 'Un guichetier',
  'withdraw.under-review': 'En cours de vérification',
  'withdraw.not-reported': `
    <b>{teller}</b> n’a pas dit comment l’échange s’est terminé. Rien n’est perdu : ce que tu n’as pas reçu
    reste à toi.`,
  'withdraw.will-be-settled': `
    Le guichetier recompte ses animaux, ou l’équipe cherche. Si tu l’as reçu, tu n’as rien à faire.`,
  'withdraw.delivered-part.title': 'Une partie est remise',
  'withdraw.delivered-part.text': 'Tu as cette partie :',
  'withdraw.delivered.title': 'Remis',
  'withdraw.delivered.text': 'Tu l’as. Merci d’utiliser notre banque !',
  'withdraw.partly_delivered.title': 'Remis en partie',
  'withdraw.partly_delivered.text': `
    Ce que tu n’as pas reçu est revenu dans ton solde. <c>history</c> montre ce que tu as reçu. Tu avais
    demandé :`,
  'withdraw.cancelled.title': 'Annulé',
  'withdraw.cancelled.text': 'Tout est revenu dans ton solde :',
  'withdraw.expired.title': 'Expiré',
  'withdraw.expired.text': `
    Personne ne l’a récupéré à temps, donc tout est revenu dans ton solde. Pour recommencer, utilise
    <c>withdraw</c>.`,
  'cancel.nothing.title': 'Rien à annuler',
  'cancel.nothing.text': 'Tu n’as pas de retrait ouvert. Pour en commencer un, utilise <c>withdraw</c>.',
  'cancel.too-late.title': 'Trop tard pour annuler',
  'cancel.too-late.text': `
    Un guichetier a déjà tes retraits ouverts, ou ils sont en cours de vérification. Regarde dans le jeu, ou
    demande à l’équipe.`,
  'cancel.choose': 'Choisis un retrait',
  'cancel.which.title': 'Lequel ?',
  'cancel.which.text': 'Rien n’est encore annulé.',
  'cancel.none-of-them': 'Aucun',
  'cancel.confirm': 'Annuler ce retrait ?',
  'cancel.after': 'Tout revient tout de suite dans ton solde. Si tu le laisses, il expire {when}.',
  'call-teller.call': 'Appeler un guichetier',
  'call-teller.called.title': 'L’équipe est prévenue',
  'call-teller.called.text': `
    Ils savent que tu attends un guichetier. Je t’écris quand l’un d’eux arrive. Reste dans le jeu.`,
  'dispute.button': 'Je ne l’ai pas reçu',
  'dispute.reported.title': 'L’équipe va vérifier',
  'dispute.reported.text': `
    Ils savent que tu n’as pas reçu ton retrait <b>{withdrawal}</b>, et comparent les livres de la banque avec
    le jeu. Dis-leur ce que tu as vu ; une capture d’écran aide. Tu n’as rien d’autre à faire.`,
};
