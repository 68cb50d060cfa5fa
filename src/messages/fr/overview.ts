import type { overview as english } from '../en/overview.ts';
import type { Translation } from '../translation.ts';

export const overview: Translation<typeof english> = {
  'balance.title': 'Ton solde',
  'balance.gems': 'Gemmes',
  'balance.gems-in-withdrawals': 'Gemmes dans des retraits',
  'balance.pets': 'Animaux',
  'balance.worth': 'Tout vaut',
  'balance.more': 'Tes animaux : <c>inventory</c> · Ce qui s’est passé : <c>history</c>',
  'balance.whole': `
    L’image remonte au tout début, {since}. Elle utilise les valeurs d’aujourd’hui des animaux.`,
  'balance.part': `
    L’image montre les {count, number} dernières opérations, jusqu’à {since}. Elle utilise les valeurs
    d’aujourd’hui des animaux.`,
  'balance.picture': 'Gemmes et valeur au fil du temps : maintenant {gems} et une valeur de {worth}.',
  'restriction.quarantine': `
    En quarantaine : <b>{goods}</b>. L’équipe doit d’abord vérifier. Rien n’est perdu, mais cela ne compte pas
    encore ici.`,
  'restriction.frozen': `
    Ton compte est gelé : rien ne peut être retiré pour l’instant. Demande à l’équipe pourquoi.`,
  'restriction.cooldown': 'Tu pourras de nouveau retirer {when}. Ce compte a été associé il y a peu.',
  'on-hold.brought': `
    Vient d’arriver : <b>{goods}</b>. C’est à toi. Tu pourras l’utiliser à partir de {clock} ({when}), souvent
    dans une minute.`,
  'on-hold.given': `
    D’un autre membre : <b>{goods}</b>. Tu pourras l’utiliser à partir de {clock} ({when}). D’ici là, l’équipe
    peut annuler le cadeau ou l’échange.`,
  'on-hold.others': `
    L’équipe vérifie un guichetier. <b>{goods}</b> est à toi, et tu pourras l’utiliser quand ce sera fait.`,
  'inventory.title': 'Tes animaux',
  'inventory.title-page': 'Tes animaux, page {page, number} sur {pages, number}',
  'inventory.none': 'Pas encore d’animaux. <c>deposit</c> montre comment apporter le premier.',
  'inventory.of-kinds': `
    <b>{count, number}</b>, de {kinds, plural, one {{kinds, number} sorte} many {{kinds, number} de sortes}
    other {{kinds, number} sortes}}`,
  'inventory.in-withdrawals': 'Dans des retraits',
  'inventory.pet': '<b>{count, number} × {pet}</b>, {worth}',
  'inventory.pet-reserved': '<b>{count, number} × {pet}</b>, {worth}, et {reserved, number} dans un retrait',
  'inventory.pet-none-free': '<b>{pet}</b>, {worth} : {reserved, number} dans un retrait, aucun disponible',
  'inventory.picture': `
    Les animaux de la page {page, number} sur {pages, number} en cartes ; la liste dit la même chose.`,
  'pages.back': '◀ Retour',
  'pages.next': 'Suivante ▶',
  'pages.go-to': 'Aller à la page',
  'pages.number': 'Page, de 1 à {pages, number}',
  'value.cannot-be-traded': '<b>Cet animal ne peut pas être échangé</b>, donc la banque ne le prend pas.',
  'value.updated': `
    Mis à jour {when}. Une valeur est estimée d’après les ventes passées ; ce n’est pas une promesse.`,
  'value.value': 'Valeur',
  'value.average-price': 'Prix moyen récent',
  'value.in-the-game': 'Dans le jeu',
  'value.kind': 'Sorte',
  'value.not-known': 'inconnu',
  'value.picture': 'La valeur de {pet} au fil du temps, entre {lowest, number} et {highest, number} gemmes.',
  'value.unknown-pet.title': 'Cet animal n’existe pas',
  'value.unknown-pet.text': `
    La banque ne connaît aucun animal nommé <b>{typed}</b>. Vérifie l’orthographe, ou utilise <c>value</c> et
    choisis parmi les suggestions.`,
  'value.no-longer.title': 'Cet animal n’est plus dans la liste',
  'value.no-longer.text': 'La liste des animaux vient de changer. Redemande avec <c>value</c>.',
  'value.none.title': 'Pas de valeurs ici',
  'value.none.text': `
    Cette banque prend tous les animaux et ne tient pas de valeurs. <c>inventory</c> montre ce que tu as.`,
};
