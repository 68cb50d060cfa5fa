import type { staffDecisions as english } from '../en/staff-decisions.ts';
import type { Translation } from '../translation.ts';

export const staffDecisions: Translation<typeof english> = {
  'adjust.what.credit': '¿Qué hay que abonar?',
  'adjust.what.debit': '¿Qué hay que quitar?',
  'adjust.confirm.credit': '¿Abonar esto?',
  'adjust.confirm.debit': '¿Quitar esto?',
  'adjust.about.credit': `
    <b>{member}</b>, {account}. El miembro lo recibe. Lo tiene este cajero, y todavía no es de nadie:
    {teller}.`,
  'adjust.about.debit': `
    <b>{member}</b>, {account}. El miembro lo pierde. Este cajero lo sigue teniendo, para nadie: {teller}.`,
  'adjust.correct-it': 'Corregirlo',
  'adjust.corrected.credit': 'Corregido: abonado',
  'adjust.corrected.debit': 'Corregido: quitado',
  'move.what': '¿Qué le entregó {from} a {to}?',
  'move.about': 'De {from} a {to}. Lo que tienen los miembros no cambia.',
  'move.handed-over': 'Entregado',
  'move.record': 'Se entregó: anotarlo',
  'move.recorded': 'Anotado',
  'move.confirm': '¿Mover esto entre cajeros?',
  'undo.confirm': '¿Deshacer esto?',
  'undo.undo-it': 'Deshacerlo',
  'undo.undone': 'Deshecho: todo volvió a donde estaba',
  'undo.gift': '<b>{id}</b>: un regalo de {giver}, con {receiver}. Solo mientras todo está en espera.',
  'undo.trade': '<b>{id}</b>: un intercambio de {giver}, con {receiver}. Solo mientras todo está en espera.',
  'undo.gave': '{member} dio',
  'second.ask': 'Pedir que acepte una segunda persona',
  'second.agree': 'Lo revisé: aceptar',
  'second.drop': 'Descartarlo',
  'second.dropped': 'Descartado: no se hizo nada',
  'second.has-to-agree': 'Tiene que aceptar una segunda persona',
  'second.waits': 'Espera a una segunda persona',
  'second.ends': 'Termina',
  'second.credit': 'Abono al miembro {member}: {teller} lo tiene, y todavía no es de nadie.',
  'second.debit': 'Se quita al miembro {member}: {teller} lo sigue teniendo, para nadie.',
  'second.move': '{from} se lo entregó a {to} en el juego. Lo que tienen los miembros no cambia.',
  'second.undo': 'Deshacer {id}, entero: vuelve a donde estaba.',
  'second.undo-between': `
    Deshacer {id} entre los miembros {giver} y {receiver}, entero: vuelve a donde estaba.`,
};
