import type { help as english } from '../en/help.ts';
import type { Translation } from '../translation.ts';

export const help: Translation<typeof english> = {
  'help.title': 'Deine Bank für Pet Simulator 99',
  'help.what': `
    Gib Haustiere und Edelsteine im Spiel einem Kassierer: einem Spieler, der für diese Bank arbeitet. Hier
    sind sie sicher, und du kannst sie jederzeit zurückholen.`,
  'help.direct': 'In einer Direktnachricht an mich reicht der Name allein: {example}.',
  'help.next': 'Weiter: Mit <c>deposit</c> bringst du Haustiere, <c>inventory</c> zeigt, was du hast.',
  'help.busy': 'Die Bank ist gerade beschäftigt; nichts von dir ist verloren.',
  'help.new': `
    Du bist neu hier: Fang mit <c>verify</c> und deinem Roblox-Benutzernamen an. Das dauert zwei Minuten.`,
  'help.start': 'Fang hier an',
  'help.what-you-have': 'Was du hast',
  'help.in-and-out': 'Einzahlen und abheben',
  'help.others': 'Mit anderen Mitgliedern',
  'help.about-you': 'Über dich',
  'help.more': 'Mehr',
  'help.for-staff': 'Für das Team: {command}',
  'help.command': '{command}{inputs}: {description}',
};
