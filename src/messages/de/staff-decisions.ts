import type { staffDecisions as english } from '../en/staff-decisions.ts';
import type { Translation } from '../translation.ts';

export const staffDecisions: Translation<typeof english> = {
  'adjust.what.credit': 'Was soll gutgeschrieben werden?',
  'adjust.what.debit': 'Was soll abgenommen werden?',
  'adjust.confirm.credit': 'Das gutschreiben?',
  'adjust.confirm.debit': 'Das abnehmen?',
  'adjust.about.credit': `
    <b>{member}</b>, {account}. Das Mitglied bekommt es. Dieser Kassierer hat es, und noch gehört es
    niemandem: {teller}.`,
  'adjust.about.debit': `
    <b>{member}</b>, {account}. Das Mitglied verliert es. Dieser Kassierer hat es weiterhin, für niemanden:
    {teller}.`,
  'adjust.correct-it': 'Berichtigen',
  'adjust.corrected.credit': 'Berichtigt: gutgeschrieben',
  'adjust.corrected.debit': 'Berichtigt: abgenommen',
  'move.what': 'Was hat {from} an {to} übergeben?',
  'move.about': 'Von {from} an {to}. Was Mitglieder besitzen, bleibt gleich.',
  'move.handed-over': 'Übergeben',
  'move.record': 'Es wurde übergeben: eintragen',
  'move.recorded': 'Eingetragen',
  'move.confirm': 'Das zwischen Kassierern verschieben?',
  'undo.confirm': 'Das rückgängig machen?',
  'undo.undo-it': 'Rückgängig machen',
  'undo.undone': 'Rückgängig: Alles darin ist wieder dort, wo es herkam',
  'undo.gift': `
    <b>{id}</b>: ein Geschenk von {giver}, mit {receiver}. Nur solange noch nichts davon raus kann.`,
  'undo.trade': `
    <b>{id}</b>: ein Tausch von {giver}, mit {receiver}. Nur solange noch nichts davon raus kann.`,
  'undo.gave': '{member} gab',
  'second.ask': 'Eine zweite Person um Zustimmung bitten',
  'second.agree': 'Ich habe es geprüft: zustimmen',
  'second.drop': 'Verwerfen',
  'second.dropped': 'Verworfen: Es wurde nichts getan',
  'second.has-to-agree': 'Eine zweite Person muss zustimmen',
  'second.waits': 'Wartet auf eine zweite Person',
  'second.ends': 'Endet',
  'second.credit': 'Gutschrift an Mitglied {member}: {teller} hat es, und noch gehört es niemandem.',
  'second.debit': 'Wird Mitglied {member} abgenommen: {teller} hat es weiterhin, für niemanden.',
  'second.move': '{from} hat es im Spiel an {to} übergeben. Was Mitglieder besitzen, bleibt gleich.',
  'second.undo': '{id} ganz rückgängig machen: Es geht dorthin zurück, wo es herkam.',
  'second.undo-between': `
    {id} zwischen den Mitgliedern {giver} und {receiver} ganz rückgängig machen: Es geht dorthin zurück, wo es
    herkam.`,
};
