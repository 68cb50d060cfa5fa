import type { account as english } from '../en/account.ts';
import type { Translation } from '../translation.ts';

export const account: Translation<typeof english> = {
  'verify.title': 'Montre que le compte est à toi',
  'verify.copy': '1. Copie tous ces mots :',
  'verify.profile': 'ton profil Roblox',
  'verify.paste': `
    2. Ouvre {profile}, appuie sur le crayon à côté de <b>À propos</b>, mets-y les mots et enregistre. Le
    reste du texte peut rester.`,
  'verify.come-back': '3. Reviens et appuie sur <b>C’est enregistré</b>.',
  'verify.saved': 'C’est enregistré',
  'verify.only-for': 'Les mots ne marchent que pour <b>{name}</b>. Ils expirent {when}.',
  'verify.sign-in': 'connecte-toi avec Roblox',
  'verify.or-sign-in': `
    Ou fais-le sans les mots : {link}. Le lien n’est que pour toi. Il marche une fois, pendant dix minutes.`,
  'verify.linked-already.title': 'Tu es déjà associé à {name}',
  'verify.linked-already.text': `
    Tu n’as rien à faire. <c>inventory</c> montre ce que tu as. Pour prendre un autre compte, utilise d’abord
    <c>unlink</c>.`,
  'verify.looks-like-id': `
    <b>{name}</b> ressemble à un numéro d’id. Ton nom d’utilisateur est le nom avec le @ sur ton profil
    Roblox.`,
  'verify.checking': 'Je regarde ton profil …',
  'verify.not-yet': `
    Les mots n’y sont pas encore. Roblox met une ou deux minutes à montrer un profil modifié.`,
  'verify.unavailable': 'Roblox ne répond pas pour l’instant.',
  'verify.polling': 'Je continue de regarder pendant deux minutes. Tu peux laisser ceci ouvert.',
  'verify.check-again': 'Regarder encore',
  'verify.other-words': 'D’autres mots',
  'verify.missing': 'J’ai regardé pendant deux minutes et je ne les ai pas trouvés. Vérifie :',
  'verify.missing-words': '• Les 16 mots sont-ils dans le texte <b>À propos</b>, dans le même ordre ?',
  'verify.missing-profile': `
    • Est-ce le profil de <b>{name}</b> ? Pour un autre compte, utilise <c>verify</c> avec son nom.`,
  'verify.missing-saved': '• As-tu enregistré ? Roblox montre-t-il bien les mots, et pas #### ?',
  'linked.title': 'Tu es associé à {name}',
  'linked.remove-words': 'Tu peux enlever les mots de ton profil.',
  'linked.already-here': 'Déjà à la banque pour toi : <b>{pets}</b> et <b>{gems}</b>.',
  'linked.next': `
    Ensuite : <c>deposit</c> montre comment apporter des animaux. <c>inventory</c> montre ce que tu as.
    <c>help</c> montre tout le reste.`,
  'username.names-someone.title': 'Ce n’est pas un nom d’utilisateur Roblox',
  'username.names-someone.text': `
    C’est quelqu’un sur Discord. Écris un nom d’utilisateur Roblox : le nom avec le @ d’un profil Roblox.`,
  'username.is-link.title': 'Ce n’est pas un nom d’utilisateur Roblox',
  'username.is-link.text': 'C’est un lien. Ouvre-le et écris le nom avec le @ que tu y vois.',
  'username.only-behind.title': 'Ce n’est pas un nom d’utilisateur Roblox',
  'username.only-behind.text': 'Écris seulement <b>{name}</b>.',
  'unlink.title': 'Dissocier {name} ?',
  'unlink.button': 'Dissocier',
  'unlink.stays': `
    Ceci reste à la banque : <b>{pets}</b>, <b>{gems}</b> et chaque retrait ouvert. Cela appartient au compte
    Roblox.`,
  'unlink.ends': `
    Tu ne verras plus le compte ici, et tu ne recevras plus de messages à son sujet. <c>verify</c> l’associe
    de nouveau.`,
  'unlink.pause': `
    Si un autre utilisateur Discord l’associe, personne ne pourra en retirer pendant un moment. C’est pour le
    protéger.`,
  'unlink.done.title': '{name} est dissocié',
  'unlink.done.text': `
    Tout ce qu’il contient est en sécurité. <c>verify</c> l’associe de nouveau, ou un autre compte.`,
  'whois.has-shown': '{user} a prouvé que {account} est son compte Roblox.',
  'whois.check-name': 'Vérifie le nom dans le jeu avant d’échanger.',
  'whois.not-linked.title': 'Pas associé',
  'whois.not-linked.text': '{user} n’a associé aucun compte Roblox ici. Cela se fait avec <c>verify</c>.',
  'update.updated': 'Ton rôle et ton nom sur le serveur sont à jour.',
  'update.not_allowed': 'Discord ne me laisse pas changer ton rôle ou ton nom ici. Tu n’as rien à faire.',
  'update.off': 'Il n’y a rien d’autre à mettre à jour ici.',
  'update.stranger': 'Tu n’es pas sur le serveur de la banque, donc il n’y a rien à y mettre à jour.',
  'export.title': 'Tes données',
  'export.what': `
    Ce fichier contient tout ce que la banque garde sur toi et ton compte Roblox. Garde-le pour toi.`,
  'export.whole': `
    Il contient tout ton historique : {count, plural, one {{count, number} opération} many {{count, number}
    d’opérations} other {{count, number} opérations}}.`,
  'export.part': `
    Il contient les {count, number} dernières opérations de ton historique. Il n’y avait pas de place pour
    plus. <c>history</c> les montre toutes, page par page.`,
  'forget.title': 'Effacer tout ce qui te concerne ?',
  'forget.erased': `
    Ceci est effacé : ton lien, ton nom et ton image Roblox, et les mots de vérification. <c>export</c> te
    donne d’abord une copie.`,
  'forget.kept': `
    Ceci reste : les livres de la banque. Ils ont ton id Roblox, mais aucun nom. Les messages qu’elle t’a
    envoyés sont effacés après trois jours.`,
  'forget.come-back': `
    Tu peux revenir avec <c>verify</c>. Tu devras alors attendre un moment avant de retirer, car la banque ne
    peut pas savoir que c’est toujours toi.`,
  'forget.erase-me': 'Efface-moi',
  'forget.keep-me': 'Ne m’efface pas',
  'forget.done.title': 'La banque t’a oublié',
  'forget.done.text': 'La banque ne sait plus rien de toi. Au revoir, et merci.',
  'forget.held': 'La banque a encore quelque chose à toi',
  'forget.held-nothing-erased': 'Rien n’a été effacé. Récupère d’abord ce qui est à toi.',
  'forget.held-account': 'Le compte Roblox : <b>{name}</b>.',
  'forget.held-goods': 'À la banque : <b>{goods}</b>. Sors-le avec <c>withdraw</c>.',
  'forget.held-withdrawals': `
    Retraits ouverts : {count, number}. Récupère-les dans le jeu, ou annule-les avec <c>cancel</c>.`,
  'forget.held-quarantine': 'En quarantaine : <b>{goods}</b>. Demande à l’équipe.',
  'forget.held-cases': `
    L’équipe vérifie encore {count, plural, one {un de tes échanges} many {certains de tes échanges} other
    {certains de tes échanges}}. Demande-leur.`,
  'proof.title': 'Ta preuve',
  'proof.nothing': 'La dernière fois que la banque a compté, tu n’avais rien. Elle recompte bientôt.',
  'proof.too-large': 'Tu as tant de sortes d’animaux que Discord n’accepte pas un fichier aussi grand.',
  'proof.what': `
    Ce fichier contient tout ce que tu avais à l’étape {seq, number} des livres de la banque : {count, plural,
    one {{count, number} sorte} many {{count, number} de sortes} other {{count, number} sortes}}. Ce qui était
    dans des retraits ou en cours de vérification compte aussi.`,
  'proof.check': `
    Ouvre la page de la preuve de la banque dans un navigateur et choisis le fichier sous « Est-ce que j’y
    suis ? ». Ou vérifie sans nous : petbank check-proof.`,
  'proof.root': 'Elle mène à la racine {root}. La page doit montrer la même.',
  'notices.title': 'Tes messages',
  'notices.how': `
    Je t’envoie un message quand il se passe quelque chose sur ton compte. Appuie sur un bouton pour couper
    ou remettre une sorte de message.`,
  'notices.always': `
    Certains sont <b>toujours actifs</b>, pour que personne ne prenne rien sans que tu le voies : ce qui
    quitte ton compte, ce que l’équipe décide, ce qui va mal, et quand quelqu’un d’autre associe ton compte
    Roblox.`,
  'notices.on': '{kind} : actif',
  'notices.off': '{kind} : coupé',
  'notices.deposits': 'Dépôts',
  'notices.deposits.about': 'Ce que tu as remis est arrivé.',
  'notices.withdrawals': 'Retraits',
  'notices.withdrawals.about': 'Chaque étape d’un retrait, jusqu’à la fin.',
  'notices.gifts': 'Cadeaux',
  'notices.gifts.about': 'Quelqu’un t’a donné quelque chose.',
  'notices.trades': 'Échanges',
  'notices.trades.about': 'Quelqu’un veut échanger avec toi, ou a répondu à une offre.',
  'notices.tellers': 'Guichetiers',
  'notices.tellers.about': 'Un guichetier avec ton retrait est de nouveau dans le jeu.',
  'username.no-name.title': 'Ce n’est pas un nom d’utilisateur Roblox',
  'username.no-name.text': 'Écris le nom avec le @ de ton profil Roblox. Il a de 1 à 50 caractères.',
};
