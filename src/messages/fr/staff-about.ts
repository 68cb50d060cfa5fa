import type { staffAbout as english } from '../en/staff-about.ts';
import type { Translation } from '../translation.ts';

export const staffAbout: Translation<typeof english> = {
  'about.teller': 'Sois toi-même guichetier, à la main',
  'about.staff': 'Ce que l’équipe doit savoir',
  'about.staff-member': 'Un membre : solde, dernières opérations, cas et association',
  'about.queue': 'Quels retraits attendent, et ce que tu peux remettre',
  'about.take': 'Note un dépôt : ce qu’un membre te remet dans le jeu',
  'about.deliver': 'Prends un retrait, remets-le dans le jeu, et note comment ça s’est passé',
  'about.move': 'Note ce qu’un guichetier a remis à un autre dans le jeu',
  'about.name': 'Dis quel compte Roblox est un guichetier, pour que les membres le trouvent',
  'about.pause': 'Fais qu’un guichetier ne remette plus rien de nouveau, ou remette à nouveau',
  'about.review': 'Les cas qui attendent une décision de l’équipe : vérifie-les et règle-les',
  'about.freeze': 'Arrête les retraits d’un membre, ou autorise-les à nouveau',
  'about.halt': 'Arrête toute la banque, ou rouvre-la',
  'about.adjust': `
    Corrige ce qu’un membre possède ; au-delà d’un plafond, une deuxième personne doit accepter`,
  'about.undo': 'Annule un cadeau ou un échange entre membres, en entier, tant qu’il est en attente',
  'about.option.staff-member': 'Qui : @quelqu’un sur Discord, ou son nom d’utilisateur ou id Roblox',
  'about.option.staff-pets': 'Animaux, séparés par ; : 2 x Huge Cat, golden; Huge Dog, shiny',
  'about.option.direction': 'credit : donner au membre ; debit : retirer au membre',
  'about.option.holder': 'Le guichetier qui l’a ; me pour toi',
  'about.option.move-from': 'Le guichetier qui l’a remis ; me pour toi',
  'about.option.move-to': 'Le guichetier qui l’a maintenant ; me pour toi',
  'about.option.pause-teller': 'Le guichetier, ou « me »',
  'about.option.name-teller': 'Le guichetier, par le nom de sa clé, ou staff-(id Roblox)',
  'about.option.name-account': 'Son nom d’utilisateur ou id Roblox',
  'about.option.name-place': 'Où il est : une adresse sur roblox.com',
  'about.option.name-note': 'Quelques mots, comme « près de la fontaine »',
  'about.option.withdrawal': 'Lequel, par exemple w-12 ; le plus ancien si tu laisses vide',
  'about.option.case': 'Lequel ; sinon, tu choisis dans une liste',
  'about.option.transaction': 'Son id dans le registre, par exemple t-42',
};
