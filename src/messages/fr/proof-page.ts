import type { proofPage as english } from '../en/proof-page.ts';
import type { Translation } from '../translation.ts';

export const proofPage: Translation<typeof english> = {
  'proof-page.title': 'Preuve',
  'proof-page.description': `
    Ce que cette banque doit à ses membres, ce qu’ont ses guichetiers, et comment chacun peut le vérifier.`,
  'proof-page.heading': 'Ce que nous devons, et comment le vérifier',
  'proof-page.lead': `
    Chaque animal et chaque gemme de cette banque appartient à un membre. Voici combien cela fait, à côté
    de ce que nos guichetiers disent avoir. Personne n’est nommé.`,
  'proof-page.needs-script': `
    Cette page a besoin de JavaScript. Les programmes reçoivent la même chose en JSON à cette adresse.`,
  'proof-page.reading': 'Lecture des livres …',
  'proof-page.unreadable': 'Impossible de lire les livres en ce moment. Réessaie dans une minute.',
  'proof-page.no-limit': `
    Dans cette banque, une seule personne de l’équipe peut déplacer n’importe quelle quantité :
    l’exploitant n’a fixé aucune limite.`,
  'proof-page.assets': 'Ce qui est dû et ce qui est là',
  'proof-page.search': 'Chercher un animal',
  'proof-page.pet': 'Animal',
  'proof-page.owed': 'Dû',
  'proof-page.held': 'Là',
  'proof-page.covered': 'Couvert',
  'proof-page.more': 'Montrer plus',
  'proof-page.tellers': 'Qui dit ce que nous avons',
  'proof-page.am-i-in-it': 'Est-ce que j’y suis ?',
  'proof-page.am-i-how': `
    Envoie <c>proof</c> à notre bot sur Discord. Il t’envoie un fichier. Choisis-le ici : ton propre
    navigateur vérifie que tout ce que tu as est compté plus haut. Le fichier ne quitte pas ton appareil.`,
  'proof-page.file': 'Ton fichier de preuve',
  'proof-page.history': 'Racines précédentes',
  'proof-page.history-how': `
    Tu en as noté une ? Elle doit toujours être ici, inchangée. Sinon, toute personne qui a une preuve de ce
    moment-là peut le montrer.`,
  'proof-page.older': 'Montrer plus ancien',
  'proof-page.limits': 'Ce que cela montre, et ce que cela ne peut pas',
  'proof-page.nobody-left-out': 'Personne n’est oublié',
  'proof-page.nobody-left-out-how': `
    Les animaux de chaque membre sont une feuille d’un arbre, et l’arbre finit par un long nombre, la
    racine. S’il manquait un seul de tes animaux, ton fichier ne mènerait pas à ce nombre.`,
  'proof-page.past': 'Le passé reste ce qu’il était',
  'proof-page.past-how': `
    La tête scelle chaque étape jusqu’à ce nombre. Copie les deux. Personne ne pourra alors te montrer plus
    tard d’autres livres pour cette étape.`,
  'proof-page.cannot': 'Ce que la preuve ne peut pas montrer',
  'proof-page.cannot-how': `
    Elle ne peut pas montrer que nos guichetiers ont vraiment les animaux. Nous savons seulement ce qu’ils
    disent. Un guichetier avec un script le dit toutes les quelques secondes. Un guichetier que l’équipe joue
    à la main ne dit rien. Tu peux les voir dans le jeu.`,
  'proof-page.others': 'Ce que d’autres apprennent de toi',
  'proof-page.others-how': `
    Quelques quantités qui sont à côté des tiennes dans l’arbre, sans aucun nom. Chaque fois, un nouveau
    secret cache à qui elles sont.`,
  'proof-page.copy': 'Copier',
  'proof-page.copied': 'Copié',
  'proof-page.start': 'le début',
  'proof-page.members': 'Membres comptés',
  'proof-page.as-of': 'À la date du',
  'proof-page.step': 'étape {seq, number}',
  'proof-page.root': 'Racine de tout ce qui est dû',
  'proof-page.head': 'Tête des livres',
  'proof-page.no-teller': 'Aucun guichetier ne s’est encore manifesté.',
  'proof-page.by-hand': 'À la main',
  'proof-page.by-hand-why': 'L’équipe échange elle-même avec ce compte : aucun script ne dit ce qu’il a.',
  'proof-page.old-word': 'Info ancienne',
  'proof-page.fresh-word': 'Info récente',
  'proof-page.said': 'A dit ce qu’il a {ago}.',
  'proof-page.just-now': 'à l’instant',
  'proof-page.nothing-yet': 'Il n’y a encore rien dans la banque.',
  'proof-page.of-kinds': `
    {found, number} sur {count, plural, one {{count, number} sorte} many {{count, number} de sortes} other
    {{count, number} sortes}}`,
  'proof-page.not-reported': 'pas indiqué',
  'proof-page.nothing-owed': 'rien de dû',
  'proof-page.all-of-it': 'tout',
  'proof-page.counted': 'Oui : tout cela est compté dans ce que la banque dit devoir.',
  'proof-page.no-proof': 'Ce n’est pas un fichier de preuve d’une Petbank.',
  'proof-page.does-not-hold': 'La preuve n’est pas juste. {why}. Montre-la à d’autres membres.',
  'proof-page.other-step': `
    Le fichier est bon, mais il date de l’étape {seq, number}, et cette page d’une autre. Demande un nouveau
    fichier, et recharge cette page.`,
  'proof-page.had-nothing': 'À cette étape, tu n’avais rien dans la banque.',
  'proof-page.sealed': 'scellé à l’étape {seq, number}',
  'proof-page.hash': 'Hash de cette étape : {hash}',
  'proof-page.needs-https': 'Ton navigateur ne peut vérifier cela que par https.',
  'proof-page.gems': 'Gemmes',
};
