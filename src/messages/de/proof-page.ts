import type { proofPage as english } from '../en/proof-page.ts';
import type { Translation } from '../translation.ts';

export const proofPage: Translation<typeof english> = {
  'proof-page.title': 'Nachweis',
  'proof-page.description': `
    Was diese Bank ihren Mitgliedern schuldet, was ihre Kassierer haben, und wie es jeder prüfen kann.`,
  'proof-page.heading': 'Was wir schulden, und wie du es prüfst',
  'proof-page.lead': `
    Jedes Haustier und jeder Edelstein in dieser Bank gehört einem Mitglied. Hier steht, wie viel das ist,
    neben dem, was unsere Kassierer nach eigenen Worten haben. Niemand wird genannt.`,
  'proof-page.needs-script': `
    Diese Seite braucht JavaScript. Programme bekommen dasselbe als JSON unter dieser Adresse.`,
  'proof-page.reading': 'Die Bücher werden gelesen …',
  'proof-page.unreadable': `
    Die Bücher ließen sich gerade nicht lesen. Versuch es in einer Minute noch einmal.`,
  'proof-page.no-limit': `
    In dieser Bank darf jemand vom Team allein beliebig viel bewegen: Der Betreiber hat keine Grenze
    gesetzt.`,
  'proof-page.assets': 'Geschuldet und vorhanden',
  'proof-page.search': 'Ein Haustier suchen',
  'proof-page.pet': 'Haustier',
  'proof-page.owed': 'Geschuldet',
  'proof-page.held': 'Vorhanden',
  'proof-page.covered': 'Gedeckt',
  'proof-page.more': 'Mehr zeigen',
  'proof-page.tellers': 'Wer sagt, was wir haben',
  'proof-page.am-i-in-it': 'Bin ich dabei?',
  'proof-page.am-i-how': `
    Schick unserem Bot auf Discord <c>proof</c>. Er schickt dir eine Datei. Wähl sie hier aus: Dein
    eigener Browser prüft, dass alles, was du hast, oben mitgezählt ist. Die Datei verlässt dein Gerät
    nicht.`,
  'proof-page.file': 'Deine Nachweis-Datei',
  'proof-page.history': 'Frühere Wurzeln',
  'proof-page.history-how': `
    Hast du dir eine aufgeschrieben? Sie muss noch unverändert hier stehen. Wenn nicht, kann das jeder zeigen,
    der einen Nachweis von damals hat.`,
  'proof-page.older': 'Ältere zeigen',
  'proof-page.limits': 'Was das zeigt, und was nicht',
  'proof-page.nobody-left-out': 'Niemand fehlt',
  'proof-page.nobody-left-out-how': `
    Die Haustiere jedes Mitglieds sind ein Blatt eines Baums, und der Baum endet in einer langen Zahl, der
    Wurzel. Würde ein einziges Haustier von dir fehlen, führte deine Datei nicht zu dieser Zahl.`,
  'proof-page.past': 'Die Vergangenheit bleibt, wie sie war',
  'proof-page.past-how': `
    Der Kopf versiegelt jeden Schritt bis zu dieser Zahl. Kopier beide. Dann kann dir später niemand andere
    Bücher für diesen Schritt zeigen.`,
  'proof-page.cannot': 'Was der Nachweis nicht zeigen kann',
  'proof-page.cannot-how': `
    Er kann nicht zeigen, dass unsere Kassierer die Haustiere wirklich haben. Wir wissen nur, was sie sagen.
    Ein Kassierer mit einem Skript sagt es alle paar Sekunden. Einer, den das Team von Hand spielt, sagt
    nichts. Du kannst sie dir im Spiel ansehen.`,
  'proof-page.others': 'Was andere über dich erfahren',
  'proof-page.others-how': `
    Ein paar Mengen, die im Baum neben deinen stehen, ohne Namen. Jedes Mal verbirgt ein neues Geheimnis,
    wem sie gehören.`,
  'proof-page.copy': 'Kopieren',
  'proof-page.copied': 'Kopiert',
  'proof-page.start': 'Anfang',
  'proof-page.members': 'Gezählte Mitglieder',
  'proof-page.as-of': 'Stand',
  'proof-page.step': 'Schritt {seq, number}',
  'proof-page.root': 'Wurzel von allem, was geschuldet wird',
  'proof-page.head': 'Kopf der Bücher',
  'proof-page.no-teller': 'Noch hat sich kein Kassierer gemeldet.',
  'proof-page.by-hand': 'Von Hand',
  'proof-page.by-hand-why': 'Das Team tauscht selbst mit diesem Konto: Kein Skript sagt, was es hat.',
  'proof-page.old-word': 'Alte Angabe',
  'proof-page.fresh-word': 'Neue Angabe',
  'proof-page.said': 'Hat {ago} gesagt, was es hat.',
  'proof-page.just-now': 'gerade eben',
  'proof-page.nothing-yet': 'Noch ist nichts in der Bank.',
  'proof-page.of-kinds': `
    {found, number} von {count, plural, one {{count, number} Art} other {{count, number} Arten}}`,
  'proof-page.not-reported': 'nicht gemeldet',
  'proof-page.nothing-owed': 'nichts geschuldet',
  'proof-page.all-of-it': 'alles',
  'proof-page.counted': 'Ja: All das ist in dem mitgezählt, was die Bank zu schulden sagt.',
  'proof-page.no-proof': 'Das ist keine Nachweis-Datei einer Petbank.',
  'proof-page.does-not-hold': 'Der Nachweis stimmt nicht. {why}. Zeig das anderen Mitgliedern.',
  'proof-page.other-step': `
    Die Datei selbst stimmt, aber sie ist von Schritt {seq, number}, und diese Seite ist von einem anderen.
    Hol dir eine neue Datei, und lade diese Seite noch einmal.`,
  'proof-page.had-nothing': 'Bei diesem Schritt hattest du nichts in der Bank.',
  'proof-page.sealed': 'versiegelt in Schritt {seq, number}',
  'proof-page.hash': 'Hash dieses Schritts: {hash}',
  'proof-page.needs-https': 'Dein Browser kann das nur über https prüfen.',
  'proof-page.gems': 'Edelsteine',
};
