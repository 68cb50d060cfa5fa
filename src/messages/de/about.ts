import type { about as english } from '../en/about.ts';
import type { Translation } from '../translation.ts';

export const about: Translation<typeof english> = {
  'about.help': 'Alles, was ich kann',
  'about.verify': 'Verknüpfe dein Roblox-Konto',
  'about.verify-confirm': 'Die Wörter stehen in deinem Roblox-Profil',
  'about.inventory': 'Deine Haustiere in der Bank',
  'about.balance': 'Deine Edelsteine und was alles wert ist',
  'about.deposit': 'Bringe Haustiere und Edelsteine zur Bank',
  'about.withdraw': 'Hole Haustiere und Edelsteine zurück ins Spiel',
  'about.cancel': 'Brich eine Auszahlung ab, die noch wartet',
  'about.history': 'Was zuletzt auf deinem Konto geschah',
  'about.gift': 'Schenke einem anderen Mitglied Haustiere und Edelsteine',
  'about.trade': 'Tausche mit einem anderen Mitglied: beide sehen beide Seiten',
  'about.tellers': 'Wer im Spiel Haustiere für die Bank annimmt',
  'about.value': 'Was ein Haustier wert ist',
  'about.proof': 'Prüfe, dass dein Besitz im Buch der Bank steht',
  'about.mypage': 'Eine Seite mit deinen Haustieren, deinem Verlauf und Nachweis',
  'about.whois': 'Welches Roblox-Konto jemand hier verknüpft hat',
  'about.update': 'Aktualisiere deine Rolle und deinen Namen auf dem Server',
  'about.notices': 'Wähle, worüber ich dir schreibe',
  'about.unlink': 'Trenne dein Roblox-Konto von Discord',
  'about.export': 'Alles über dich, als Datei',
  'about.forget-me': 'Lösche, was die Bank von dir weiß',
  'about.option.member': 'Das Mitglied, mit @Name',
  'about.option.other-member': 'Das andere Mitglied, mit @Name',
  'about.option.username': 'Dein Roblox-Benutzername: der Name mit dem @, nicht der Anzeigename',
  'about.option.withdraw-pet': `
    Eins deiner Haustiere, oder mehrere mit ; dazwischen; ohne Angabe wählst du aus einer Liste`,
  'about.option.gift-pets': `
    Deine Haustiere, mit ; dazwischen: 2 Huge Cat; Dog. Ohne Angabe wählst du aus einer Liste`,
  'about.option.quantity': 'Wie viele davon; 1 ohne Angabe',
  'about.option.gems': 'Wie viele Edelsteine',
  'about.option.value-pet': 'Ein Haustier mit seiner Variante: Golden Huge Cat',
  'about.option.limit': 'Wie viele auf einmal; 10 ohne Angabe',
};
