import type { notices as english } from '../en/notices.ts';
import type { Translation } from '../translation.ts';

export const notices: Translation<typeof english> = {
  'notice.field.in-account': 'Ajouté à ton compte',
  'notice.field.out-of-account': 'Retiré de ton compte',
  'notice.field.set-aside': 'Mis de côté pour toi',
  'notice.field.back-in-balance': 'De retour dans ton solde',
  'notice.field.in-trade': 'Dans l’échange',
  'notice.field.in-trade-now': 'Dans l’échange maintenant',
  'notice.field.you-got': 'Tu as reçu',
  'notice.field.you-gave': 'Tu as donné',
  'notice.field.you-would-get': 'Tu recevrais',
  'notice.field.you-keep': 'Tu gardes',
  'notice.field.you-can-get': 'Tu peux recevoir',
  'notice.field.was-offered': 'Était proposé',
  'notice.field.given-back': 'Rendu',
  'notice.field.with-owners': 'De retour chez leurs propriétaires',
  'notice.field.why': 'Pourquoi',
  'notice.field.to': 'À',
  'notice.field.from': 'De',
  'notice.field.with': 'Avec',
  'notice.field.by': 'Par',
  'notice.field.who': 'Qui',
  'notice.field.withdrawal': 'Retrait',
  'notice.field.goods': 'Animaux et gemmes',
  'notice.field.account': 'Compte Roblox',
  'notice.news.title': 'Nouvelles de la banque : {topic}',
  'notice.deposit_credited.title': 'Ton dépôt est arrivé',
  'notice.deposit_credited.text': 'Il est sur ton compte. Tu peux le voir dans <c>inventory</c>.',
  'notice.deposit_quarantined.title': 'Une partie de ton dépôt est en cours de vérification',
  'notice.deposit_quarantined.text': `
    Rien n’est perdu : la banque garde tout. L’équipe vérifie ce qui n’a pas pu être ajouté à ton compte. Je
    te dirai le résultat.`,
  'notice.quarantine_credited.title': 'L’équipe a vérifié ton dépôt : il est à toi',
  'notice.quarantine_returned.title': 'L’équipe a vérifié ton dépôt : on te l’a rendu',
  'notice.quarantine_returned.text': 'On te l’a rendu dans le jeu.',
  'notice.adjustment.title': 'L’équipe a corrigé ton compte',
  'notice.deposit_reversed.title': 'Un dépôt a été annulé',
  'notice.deposit_reversed.text': `
    L’équipe pense qu’il n’a pas eu lieu dans le jeu et que quelqu’un l’a signalé avec une clé de guichetier
    volée. Tu l’as vraiment remis ? Dis-le à l’équipe : rien de ce qui est à toi n’est perdu.`,
  'notice.transfer_sent.title': 'Ton cadeau est arrivé',
  'notice.transfer_sent.text': `
    Ce n’était pas toi ? Dis-le tout de suite à l’équipe. Elle peut te le rendre tant que c’est en attente. Tu
    peux le voir dans <c>history</c>.`,
  'notice.transfer_sent.without-hold': `
    Ce n’était pas toi ? Dis-le tout de suite à l’équipe. Tu peux le voir dans <c>history</c>.`,
  'notice.transfer_received.title': 'Quelqu’un t’a fait un cadeau',
  'notice.transfer_received.text': `
    C’est sur ton compte. Tu dois le garder un moment, pour que l’équipe puisse aider si un compte a été volé.
    <c>inventory</c> montre jusqu’à quand.`,
  'notice.transfer_received.without-hold': 'C’est sur ton compte. Tu peux le voir dans <c>inventory</c>.',
  'notice.trade_invited.title': 'Quelqu’un veut faire un échange avec toi',
  'notice.trade_invited.text': `
    Rien n’a bougé. <c>trade</c> montre ce que l’autre donne. Tu choisis ce que tu donnes, et vous devez tous
    les deux accepter. N’échange qu’avec des gens que tu connais.`,
  'notice.trade_lost.title': 'Ton échange doit recommencer',
  'notice.trade_lost.text': `
    La banque a redémarré pendant que vous prépariez un échange. Rien n’a bougé : recommence avec
    <c>trade</c>.`,
  'notice.trade_offered.title': 'Quelqu’un te propose un échange',
  'notice.trade_offered.text': `
    Rien n’a bougé. <c>trade</c> montre les deux côtés. Regarde-les d’abord, et n’échange qu’avec des gens
    que tu connais.`,
  'notice.trade_accepted.title': 'Ton échange est fait',
  'notice.trade_accepted.text': `
    Les deux côtés ont bougé en même temps. Tu dois garder un moment ce que tu as reçu. <c>inventory</c>
    montre jusqu’à quand.`,
  'notice.trade_accepted.without-hold': `
    Les deux côtés ont bougé en même temps. <c>inventory</c> montre ce que tu as maintenant.`,
  'notice.trade_declined.title': 'Ton offre a été refusée',
  'notice.trade_withdrawn.title': 'Une offre qui t’était faite a été retirée',
  'notice.trade_taken_back.title': 'L’équipe a retiré une offre',
  'notice.more-alike': 'Et {count, number} de plus comme ceux-ci.',
  'notice.nothing-moved': 'Rien n’a bougé.',
  'notice.gift_undone.title': 'L’équipe a annulé un cadeau ou un échange',
  'notice.gift_undone.text': 'Tout est de retour chez son propriétaire. Tu peux le voir dans <c>history</c>.',
  'notice.delivery_undone.title': 'Ton retrait est de retour dans ton solde',
  'notice.delivery_undone.text': 'L’équipe a vu qu’il ne t’a pas été remis dans le jeu.',
  'notice.withdrawal_reserved.title': 'Ton retrait est prêt',
  'notice.withdrawal_reserved.text': `
    Retrouve un guichetier dans le jeu, avec le même compte Roblox. <c>tellers</c> montre les vrais. Si tu
    changes d’avis, <c>cancel</c> le remet dans ton solde.`,
  'notice.teller_back.title': 'Un guichetier avec ton retrait est dans le jeu maintenant',
  'notice.teller_back.text': `
    Retrouve ce guichetier avec le même compte Roblox. <c>tellers</c> montre où, et que c’est le vrai.`,
  'notice.teller_coming.title': 'Un guichetier vient vers toi dans le jeu',
  'notice.teller_coming.text': 'Reste dans le jeu. Vérifie le nom avant d’échanger.',
  'notice.withdrawal_claimed.title': 'Un guichetier te remet ton retrait',
  'notice.withdrawal_claimed.text': `
    Va dans le jeu et accepte l’échange. Vérifie d’abord le nom : <c>tellers</c> montre les vrais
    guichetiers.`,
  'notice.withdrawal_split.title': 'Ton retrait arrive en deux parties',
  'notice.withdrawal_split.text': `
    Aucun guichetier n’a tout en ce moment. L’un d’eux remet cette partie : va dans le jeu et accepte
    l’échange. Le reste est mis de côté pour toi jusqu’à ce qu’un guichetier l’ait. <c>history</c> montre
    les deux.`,
  'notice.withdrawal_declined.title': 'L’échange n’a pas eu lieu',
  'notice.withdrawal_declined.text': `
    Ton retrait t’attend toujours. Retrouve encore un guichetier dans le jeu.`,
  'notice.withdrawal_delivered.title': 'Ton retrait a été remis',
  'notice.withdrawal_delivered.text': `
    Tu ne l’as pas reçu dans le jeu ? Appuie sur le bouton : l’équipe va regarder.`,
  'notice.withdrawal_partly_delivered.title': 'Une partie de ton retrait a été remise',
  'notice.withdrawal_partly_delivered.text': `
    Le reste est de retour dans ton solde. Tu peux le voir dans <c>inventory</c>.`,
  'notice.withdrawal_expired.title': 'Ton retrait a expiré',
  'notice.withdrawal_expired.text': `
    Personne ne l’a récupéré à temps, donc tout est de retour dans ton solde. Pour recommencer, utilise
    <c>withdraw</c>.`,
  'notice.withdrawal_cancelled.title': 'Ton retrait a été annulé',
  'notice.withdrawal_cancelled.text': 'Tout est de retour dans ton solde.',
  'notice.withdrawal_uncertain.title': 'Ton retrait est en cours de vérification',
  'notice.withdrawal_uncertain.text': `
    Le guichetier n’a pas dit si l’échange a eu lieu. Ton retrait reste mis de côté jusqu’à ce qu’on le sache.
    L’équipe est prévenue.`,
  'notice.link_taken_over.title': 'Ton compte Roblox a été associé à quelqu’un d’autre',
  'notice.link_taken_over.text': `
    Pendant un moment, rien ne peut en être retiré. Ce n’était pas toi ? Alors quelqu’un d’autre peut modifier
    ton profil Roblox. Change ton mot de passe Roblox, dis-le à l’équipe et associe de nouveau le compte avec
    <c>verify</c>.`,
};
