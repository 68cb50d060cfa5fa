import type { site as english } from '../en/site.ts';
import type { Translation } from '../translation.ts';

export const site: Translation<typeof english> = {
  'site.skip': 'Aller au contenu',
  'site.pages': 'Pages',
  'site.language': 'Langue',
  'site.values': 'Valeurs',
  'site.proof': 'Preuve',
  'site.status': 'État',
  'site.sealed': `
    Chaque étape est scellée avec la précédente : personne ne peut changer le passé sans que cela se voie.`,
  'site.independent': 'Petbank n’appartient ni à Roblox, ni à Discord, ni à BIG Games.',
  'site.needs-script': 'Cette page a besoin de JavaScript.',
  'front.description': `
    Une banque pour Pet Simulator 99 : confie tes animaux et tes gemmes, et reprends-les quand tu veux.`,
  'front.title': 'Un endroit sûr pour tes animaux',
  'front.lead': `
    Voici une banque pour Pet Simulator 99. Confie tes animaux et tes gemmes à l’un de nos guichetiers
    dans le jeu, regarde-les quand tu veux sur Discord, et reprends-les quand tu as envie de jouer.`,
  'front.mascot': `
    Une tirelire en forme de chat souriant, avec une pièce dorée à empreinte de patte dans la fente`,
  'front.playground': 'Commence ici : le terrain d’essai',
  'front.join': 'Rejoins-nous sur Discord',
  'front.how-it-works': 'Comment ça marche',
  'front.look-up': 'Chercher un animal',
  'front.well': 'Ouvert : tout fonctionne',
  'front.unwell': 'Quelque chose ne fonctionne pas dans la banque en ce moment',
  'front.teller-changes': 'Change à {at} UTC : reviens voir ici.',
  'front.steps': 'Ton premier dépôt, en quatre étapes',
  'front.hello': 'Dis bonjour à notre bot',
  'front.hello-how': `
    Sur notre serveur Discord, envoie <c>verify</c> avec ton nom Roblox. Le bot te donne 16 mots.`,
  'front.show': 'Montre que c’est toi',
  'front.show-how': `
    Mets les mots une minute dans le texte « À propos » de ton profil Roblox. La banque les lit, et sait
    que le compte est à toi.`,
  'front.hand-over': 'Échange avec un guichetier',
  'front.hand-over-how': `
    <c>deposit</c> te dit où sont nos guichetiers. Donne tes animaux à l’un d’eux dans le jeu : chacun est
    noté avant que le guichetier accepte.`,
  'front.take-back': 'Reprends-les',
  'front.take-back-how': `
    Choisis avec <c>withdraw</c> les animaux que tu veux, et retrouve un guichetier dans le jeu. Il ne les
    remet qu’à ton propre compte Roblox, même si quelqu’un d’autre a ton Discord.`,
  'front.trust': 'Vérifie toi-même',
  'front.owe': 'Ce que nous devons',
  'front.owe-about': `
    Chaque animal que nous gardons pour les membres, à côté de ce qu’ont nos guichetiers. Ton navigateur
    vérifie que tu es compté.`,
  'front.worth': 'Ce que valent les animaux',
  'front.worth-about': 'La valeur de chaque animal aujourd’hui, et celle d’avant.',
  'front.health': 'Tout fonctionne ?',
  'front.health-about': 'Si la banque, son bot et ce dont ils ont besoin fonctionnent en ce moment.',
  'front.beware': 'Nos guichetiers ne demandent jamais ton mot de passe, et n’échangent jamais hors du jeu.',
  'status.title': 'État',
  'status.description': 'Si la banque et ce dont elle a besoin fonctionnent.',
  'status.well': 'Tout fonctionne',
  'status.well-means': 'Tu peux déposer, retirer et regarder tes animaux.',
  'status.unwell': 'Quelque chose ne fonctionne pas',
  'status.unwell-means': `
    Tout ce que tu as est en sécurité : rien ne se perd pendant qu’une partie est en panne. Certaines
    choses devront peut-être attendre un peu.`,
  'status.parts': 'Les parties',
  'status.version': 'Version {version}, en marche depuis {span}',
  'status.storage': 'Les livres',
  'status.storage-about': 'Là où chaque animal et chaque gemme est noté.',
  'status.ledger': 'La chaîne',
  'status.ledger-about': 'Au moins une fois par jour, chaque étape est comparée à la précédente.',
  'status.discord': 'Discord',
  'status.discord-about': 'Le bot à qui tu parles.',
  'status.roblox': 'Roblox',
  'status.roblox-about': 'Lit les profils quand tu associes ton compte.',
  'status.backup': 'Sauvegardes',
  'status.backup-about': 'Des copies des livres, refaites régulièrement.',
  'status.ok': 'Fonctionne',
  'status.down': 'Ne fonctionne pas',
  'status.off': 'Éteint',
  'status.unknown': 'Pas encore connu',
  'problem.nothing-here': `
    Il n’y a rien à cette adresse. Elle est peut-être mal écrite, ou le lien est ancien. Tes animaux sont
    en sécurité.`,
  'problem.request': 'Demande {id}',
  'problem.first-page': 'Vers la première page',
  'sign-in.title': 'Se connecter avec Roblox',
  'sign-in.description': 'Montre à la banque quel compte Roblox est à toi.',
  'sign-in.looking': 'Vérification de ton lien …',
  'sign-in.whose': `
    Ceci associe le compte Roblox avec lequel tu te connectes à l’utilisateur Discord {name} (id {id}).
    Est-ce que c’est toi ?`,
  'sign-in.go-on': 'Continuer vers Roblox',
  'sign-in.beware': `
    Quelqu’un t’a envoyé ce lien ? Alors ferme cette page : elle lui donnerait tes animaux de la banque.`,
  'sign-in.linked': 'Tu es associé à {name}',
  'sign-in.linked-next': `
    Retourne sur Discord : <c>inventory</c> montre ce que tu as, et <c>deposit</c> montre comment apporter des
    animaux.`,
  'sign-in.not-linked': 'Rien n’a été associé',
  'sign-in.denied': 'Tu n’as pas laissé la banque voir qui tu es. Pour recommencer, utilise <c>verify</c>.',
  'sign-in.failed': 'Roblox n’a pas accepté cette connexion. Pour recommencer, utilise <c>verify</c>.',
  'sign-in.elsewhere': `
    Cette connexion a été commencée dans un autre navigateur, ou elle a pris plus de dix minutes. Pour
    recommencer, utilise <c>verify</c>.`,
  'sign-in.gone': `
    Ce lien a déjà servi, ou ses dix minutes sont passées. Envoie encore une fois <c>verify</c>.`,
  'sign-in.already_linked': 'Tu as déjà un autre compte Roblox ici. Dissocie-le d’abord avec <c>unlink</c>.',
  'sign-in.roblox_user_not_found': 'Ce compte Roblox ne peut pas être associé.',
  'sign-in.halted': `
    La banque est fermée pour un moment. Tout ce que tu as est en sécurité ; réessaie plus tard.`,
  'sign-in.upstream_unavailable': `
    Roblox ne répond pas en ce moment. Réessaie dans une minute, ou utilise les mots.`,
};
