import type { staffDecisions as english } from '../en/staff-decisions.ts';
import type { Translation } from '../translation.ts';

export const staffDecisions: Translation<typeof english> = {
  'adjust.what.credit': 'O que deve ser creditado?',
  'adjust.what.debit': 'O que deve ser tirado?',
  'adjust.confirm.credit': 'Creditar isto?',
  'adjust.confirm.debit': 'Tirar isto?',
  'adjust.about.credit': `
    <b>{member}</b>, {account}. O membro recebe. Este caixa está com isso, e ainda não é de ninguém:
    {teller}.`,
  'adjust.about.debit': `
    <b>{member}</b>, {account}. O membro perde. Este caixa continua com isso, para ninguém: {teller}.`,
  'adjust.correct-it': 'Corrigir',
  'adjust.corrected.credit': 'Corrigido: creditado',
  'adjust.corrected.debit': 'Corrigido: tirado',
  'move.what': 'O que {from} entregou a {to}?',
  'move.about': 'De {from} para {to}. O que os membros têm não muda.',
  'move.handed-over': 'Entregue',
  'move.record': 'Foi entregue: anotar',
  'move.recorded': 'Anotado',
  'move.confirm': 'Mover isto entre caixas?',
  'undo.confirm': 'Desfazer isto?',
  'undo.undo-it': 'Desfazer',
  'undo.undone': 'Desfeito: tudo voltou para onde estava',
  'undo.gift': '<b>{id}</b>: um presente de {giver}, com {receiver}. Só enquanto tudo está em espera.',
  'undo.trade': '<b>{id}</b>: uma troca de {giver}, com {receiver}. Só enquanto tudo está em espera.',
  'undo.gave': '{member} deu',
  'second.ask': 'Pedir que uma segunda pessoa concorde',
  'second.agree': 'Conferi: concordar',
  'second.drop': 'Descartar',
  'second.dropped': 'Descartado: nada foi feito',
  'second.has-to-agree': 'Uma segunda pessoa precisa concordar',
  'second.waits': 'Espera uma segunda pessoa',
  'second.ends': 'Termina',
  'second.credit': 'Crédito ao membro {member}: {teller} está com isso, e ainda não é de ninguém.',
  'second.debit': 'Tirado do membro {member}: {teller} continua com isso, para ninguém.',
  'second.move': '{from} entregou a {to} no jogo. O que os membros têm não muda.',
  'second.undo': 'Desfazer {id}, por inteiro: volta para onde estava.',
  'second.undo-between': `
    Desfazer {id} entre os membros {giver} e {receiver}, por inteiro: volta para onde estava.`,
};
