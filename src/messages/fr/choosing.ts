import type { choosing as english } from '../en/choosing.ts';
import type { Translation } from '../translation.ts';

export const choosing: Translation<typeof english> = {
  'choose.did-you-mean': 'Tu voulais dire un de ceux-ci ?',
  'choose.which-one': 'Lequel ?',
  'choose.none-exactly': 'Aucun animal ne s’appelle exactement <b>{typed}</b>.',
  'choose.none-free': `
    Aucun de tes animaux disponibles ne s’appelle exactement <b>{typed}</b>. Ceux qui sont dans un retrait ne
    comptent pas.`,
  'choose.several': 'Plusieurs animaux s’appellent <b>{typed}</b>.',
  'choose.pet': 'Choisis un animal',
  'choose.pets': 'Choisis des animaux',
  'choose.from-list': 'Choisis dans la liste ; tu peux en choisir plusieurs.',
  'choose.found': `
    {count, plural, one {{count, number} de tes animaux a} many {{count, number} de tes animaux ont} other
    {{count, number} de tes animaux ont}} <b>{find}</b> dans le nom.`,
  'choose.page': 'Page {page, number} sur {pages, number}.',
  'choose.hint': `
    {free, plural, one {{free, number} disponible} many {{free, number} disponibles} other {{free, number}
    disponibles}}, {worth}`,
  'choose.hint-id': `
    {free, plural, one {{free, number} disponible} many {{free, number} disponibles} other {{free, number}
    disponibles}}, {worth}, id {id}`,
  'choose.something-first': 'Choisis d’abord des animaux ou des gemmes.',
  'choose.find': 'Chercher',
  'choose.find-title': 'Chercher un animal',
  'choose.find-words': 'Des mots de son nom',
  'choose.show-all': 'Tout montrer',
  'choose.how-many': 'Combien ?',
  'choose.how-many-part': 'Combien ? {part, number} sur {parts, number}',
  'choose.gems': 'Gemmes',
  'choose.how-many-gems': 'Combien de gemmes ?',
  'choose.up-to': 'jusqu’à {free, number}, ou « tout » ; vide : rien',
  'choose.which-pet.title': 'Quel animal ?',
  'choose.which-pet.text': `
    Tu as donné un nombre, mais pas d’animal. Dis lequel, ou mets le nombre dans les gemmes.`,
  'choose.too-many-kinds.title': 'Trop de sortes à la fois',
  'choose.too-many-kinds.text': `
    Tu peux choisir jusqu’à {count, number} sortes d’animaux à la fois. Choisis les autres après.`,
  'choose.not-a-number.title': 'Ce n’est pas un nombre',
  'choose.not-a-number.text': '<b>{field}</b> : écris un nombre entier, comme 3, 1000 ou 2.5m, ou « tout ».',
  'choose.more-than-free.title': 'C’est plus que ce que tu as',
  'choose.more-than-free.text': `
    <b>{field}</b> : tu en as {free, plural, one {{free, number} disponible} many {{free, number}
    disponibles} other {{free, number} disponibles}}.`,
  'choose.all-in-withdrawals': 'Tout ce que tu as est déjà dans des retraits. <c>cancel</c> en annule un.',
  'choose.nothing-yet': `
    La banque n’a encore rien à toi. <c>deposit</c> montre comment apporter des animaux.`,
  'choose.no-such-pet.title': 'Tu n’as pas cet animal ici',
  'choose.no-such-pet.text': `
    Aucun de tes animaux disponibles ne s’appelle <b>{typed}</b>. <c>inventory</c> montre ce que tu as. Ou
    n’écris aucun animal et choisis dans une liste.`,
  'button.continue': 'Continuer',
  'button.stop': 'Arrêter',
  'button.change-it': 'Changer',
  'button.keep-it': 'Laisser ainsi',
  'button.back': 'Retour',
  'nothing-changed.title': 'Rien n’a changé',
  'nothing-changed.text': 'Tout est comme avant.',
};
