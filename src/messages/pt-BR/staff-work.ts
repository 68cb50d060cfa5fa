import type { staffWork as english } from '../en/staff-work.ts';
import type { Translation } from '../translation.ts';

export const staffWork: Translation<typeof english> = {
  'queue.waiting': 'Esperando a entrega',
  'queue.how': 'Entregue um com <c>teller deliver</c>. Sua conta de caixa é {account}.',
  'queue.nothing': 'Nada esperando',
  'queue.you-hold-all': 'Você tem tudo. Expira {when}.',
  'queue.you-lack-some': `
    Você não tem tudo. <c>teller deliver</c> entrega o que você tem, se nenhum outro caixa tiver tudo;
    <c>teller move</c> anota o que outro caixa entrega a você. Expira {when}.`,
  'queue.claimed': 'Um caixa está entregando.',
  'queue.uncertain': 'Ninguém informou como terminou: resolva com <c>review</c>.',
  'deliver.finish-first': 'Termine {withdrawal} primeiro: você já pegou',
  'deliver.no-withdrawals': '{member} não tem saques',
  'deliver.nothing': 'Nada que você possa entregar',
  'deliver.nothing-claimed': 'Nada foi pego. <c>teller queue</c> mostra tudo o que espera.',
  'deliver.frozen.title': 'A conta de {member} está congelada',
  'deliver.frozen.text': `
    Quem tem a conta congelada não recebe nada do banco. <c>freeze</c> mostra o motivo, e descongela.`,
  'deliver.hand-over.title': 'Entregue {withdrawal} a {member}',
  'deliver.hand-over.text': `
    {account}. Troque só com esta conta e depois anote como foi, no máximo {when}. Depois disso fica incerto,
    e precisa de <c>review</c>.`,
  'deliver.goods': 'Entregue',
  'deliver.claimed-by': 'Pego por',
  'outcome.delivered': 'Entregue',
  'outcome.partial': 'Uma parte',
  'outcome.declined': 'Nada foi entregue',
  'deliver.claim-it': 'Pegar',
  'deliver.settled.delivered': 'Tudo saiu do banco. É {id} no livro.',
  'deliver.settled.partly_delivered': `
    Essa parte saiu do banco. O resto voltou ao saldo do membro. É {id} no livro.`,
  'deliver.settled.reserved': `
    Nada saiu do banco. Espera de novo por <c>teller deliver</c>. É {id} no livro.`,
  'withdrawal.of': '{withdrawal} de {member}: {status}',
  'withdrawal.reserved': 'separado',
  'withdrawal.claimed': 'pego',
  'withdrawal.uncertain': 'incerto',
  'withdrawal.delivered': 'entregue',
  'withdrawal.partly_delivered': 'entregue em parte',
  'withdrawal.cancelled': 'cancelado',
  'withdrawal.expired': 'expirado',
  'take.what': 'O que {member} entrega?',
  'take.self.title': 'Ninguém troca consigo mesmo',
  'take.self.text': `
    Entregue seus pets a outra pessoa da equipe ou ao caixa de um script do jogo, e são anotados lá.`,
  'take.check-first': 'Confira antes',
  'take.record': 'A troca foi feita: anotar',
  'take.offer': 'Receber isto de {member}?',
  'take.accepted': '{account}. Tudo será creditado na conta. Anote quando a troca tiver sido feita no jogo.',
  'take.doubtful': `
    {account}. Você pode recusar a troca. Se já foi feita no jogo, anote mesmo assim: o que não pode ser
    creditado espera em quarentena por <c>review</c>.`,
  'take.they-give': 'O membro entrega',
  'take.worth': 'Valor',
  'take.recorded': 'Depósito de {member} anotado',
  'take.for-second': `
    É {id} no livro. É mais do que alguém da equipe pode mover sozinho em um dia: está em espera até outro
    manager confirmar com <c>review</c>.`,
  'take.credited': 'Creditado',
  'take.quarantined': 'Espera em quarentena',
  'coming.button': 'Estou indo',
  'coming.title': 'Um caixa está indo até {member}',
  'coming.text': '{user} está indo como {name}. O membro espera no jogo: {account}.',
  'ticket.wants-a-withdrawal': '{withdrawal}: {member} quer um saque',
  'ticket.wants': 'Quer',
  'ticket.since': 'Desde {when}.',
  'ticket.open': '{account}. Desde {since}. Expira {when}.',
  'ticket.held-by': 'Com: {tellers}.',
  'ticket.a-part': '{teller} uma parte',
  'ticket.nobody': 'Nenhum caixa tem nada disso.',
  'ticket.escalated.title': 'Ninguém pegou {withdrawal} ainda',
  'ticket.escalated.text': `
    Espera há mais de <b>{minutes, number}</b> {minutes, plural, one {minuto} many {minutos} other {minutos}}.
    Aperte <b>Pegar</b> acima.`,
};
