import type { about as english } from '../en/about.ts';
import type { Translation } from '../translation.ts';

export const about: Translation<typeof english> = {
  'about.help': 'Tout ce que je sais faire',
  'about.verify': 'Associe ton compte Roblox',
  'about.verify-confirm': 'Les mots sont dans ton profil Roblox',
  'about.inventory': 'Tes animaux à la banque',
  'about.balance': 'Tes gemmes et la valeur de tout ce que tu as',
  'about.deposit': 'Apporte des animaux et des gemmes à la banque',
  'about.withdraw': 'Récupère des animaux et des gemmes dans le jeu',
  'about.cancel': 'Annule un retrait encore en attente',
  'about.history': 'Ce qui s’est passé sur ton compte',
  'about.gift': 'Offre des animaux et des gemmes à un autre membre',
  'about.trade': 'Échange avec un autre membre : chacun voit les deux côtés',
  'about.tellers': 'Qui reçoit les animaux dans le jeu pour la banque',
  'about.value': 'Ce que vaut un animal',
  'about.proof': 'Vérifie que ce que tu as figure dans les comptes de la banque',
  'about.mypage': 'Une page avec tes animaux, ton historique et ta preuve',
  'about.whois': 'Quel compte Roblox quelqu’un a associé ici',
  'about.update': 'Mets à jour ton rôle et ton nom sur le serveur',
  'about.notices': 'Choisis ce dont je te préviens',
  'about.unlink': 'Sépare ton compte Roblox de Discord',
  'about.export': 'Tout ce qui te concerne, dans un fichier',
  'about.forget-me': 'Efface ce que la banque sait de toi',
  'about.option.member': 'Le membre, avec @nom',
  'about.option.other-member': 'L’autre membre, avec @nom',
  'about.option.username': 'Ton nom d’utilisateur Roblox : le nom avec le @, pas le nom affiché',
  'about.option.withdraw-pet': `
    Un de tes animaux, ou plusieurs séparés par ; — laisse vide pour choisir dans une liste`,
  'about.option.gift-pets': `
    Tes animaux, séparés par ; comme 2 Huge Cat; Dog. Laisse vide pour choisir dans une liste`,
  'about.option.quantity': 'Combien ; 1 si tu laisses vide',
  'about.option.gems': 'Combien de gemmes',
  'about.option.value-pet': 'Un animal, avec sa variante : Golden Huge Cat',
  'about.option.limit': 'Combien à la fois ; 10 si tu laisses vide',
};
