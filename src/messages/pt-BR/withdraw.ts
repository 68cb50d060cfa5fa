import type { withdraw as english } from '../en/withdraw.ts';
import type { Translation } from '../translation.ts';

export const withdraw: Translation<typeof english> = {
  'withdraw.what': 'O que você quer de volta?',
  'withdraw.so-far': 'Seu saque até agora',
  'withdraw.nothing': 'Nada para sacar',
  'withdraw.confirm': 'Sacar isto?',
  'withdraw.withdraw': 'Sacar',
  'withdraw.how': `
    O banco separa tudo para você, e um caixa entrega no jogo. Se fizer isso agora, retire a tempo: expira
    {when}.`,
  'withdraw.only-what': 'Só o que {teller} tem',
  'withdraw.stays-up-to-date': `
    Esta mensagem se atualiza sozinha. Ela para {when}: depois, use <c>history</c>.`,
  'withdraw.whom-to-meet': 'Com quem se encontrar',
  'withdraw.whom-to-meet-in-turn': 'Com quem se encontrar, um depois do outro',
  'withdraw.check-name': 'Confira o nome antes de trocar: ninguém mais é caixa deste banco.',
  'withdraw.has-all': '{teller} · tem tudo',
  'withdraw.has-part': '{teller} · tem <b>{goods}</b>',
  'withdraw.nobody-has-it': `
    Nenhum caixa pode entregar agora. Fica separado para você até que um possa, ou até expirar.`,
  'withdraw.in-parts': `
    Nenhum caixa tem tudo, então vem em partes. Cada caixa entrega o que tem, e o resto espera por você.`,
  'withdraw.first-in-line': 'Você é o primeiro da fila.',
  'withdraw.others-wait': `
    {count, plural, one {{count, number} saque de outra pessoa está} many {{count, number} saques de outros
    estão} other {{count, number} saques de outros estão}} esperando há mais tempo.`,
  'withdraw.many-others-wait': '{count, number} ou mais saques de outros estão esperando há mais tempo.',
  'withdraw.cancel-it': 'Cancelar',
  'withdraw.cancel-rest': 'Cancelar o resto',
  'withdraw.other-claimed': '<b>{teller}</b> está entregando a outra parte:',
  'withdraw.other-claimed-by-one': 'Um caixa está entregando a outra parte:',
  'withdraw.other-uncertain': 'A outra parte está em análise:',
  'withdraw.other-waits': 'A outra parte também é sua e espera um caixa que a tenha. Expira {when}:',
  'withdraw.waiting': 'Esperando por você no jogo',
  'withdraw.nobody-yet': `
    Nenhum caixa pode entregar isto agora. Escrevo para você quando um caixa que tem isto voltar ao jogo.`,
  'withdraw.meet': `
    Encontre no jogo um dos caixas da lista abaixo. Use a mesma conta do Roblox. O caixa entrega isto a
    você.`,
  'withdraw.expires': 'Expira {when}. O que não for retirado até lá volta ao seu saldo.',
  'withdraw.claimed.title': 'Sendo entregue',
  'withdraw.claimed.text': '<b>{teller}</b> já está com tudo pronto. Aceite a troca no jogo.',
  'withdraw.claimed-part.title': 'Vem em partes',
  'withdraw.claimed-part.text': '<b>{teller}</b> já está com esta parte pronta. Aceite a troca no jogo.',
  'withdraw.a-teller': 'Um caixa',
  'withdraw.under-review': 'Em análise',
  'withdraw.not-reported': `
    <b>{teller}</b> não disse como a troca terminou. Nada se perde: o que você não recebeu continua seu.`,
  'withdraw.will-be-settled': `
    O caixa conta os pets de novo, ou a equipe descobre. Se você recebeu, não precisa fazer nada.`,
  'withdraw.delivered-part.title': 'Uma parte foi entregue',
  'withdraw.delivered-part.text': 'Você já tem esta parte:',
  'withdraw.delivered.title': 'Entregue',
  'withdraw.delivered.text': 'Você já recebeu. Obrigado por usar nosso banco!',
  'withdraw.partly_delivered.title': 'Entregue em parte',
  'withdraw.partly_delivered.text': `
    O que você não recebeu voltou ao seu saldo. <c>history</c> mostra o que você recebeu. Você tinha
    pedido:`,
  'withdraw.cancelled.title': 'Cancelado',
  'withdraw.cancelled.text': 'Tudo voltou ao seu saldo:',
  'withdraw.expired.title': 'Expirado',
  'withdraw.expired.text': `
    Ninguém retirou a tempo, então tudo voltou ao seu saldo. Com <c>withdraw</c> você começa de novo.`,
  'cancel.nothing.title': 'Nada para cancelar',
  'cancel.nothing.text': 'Você não tem saques abertos. Com <c>withdraw</c> você começa um.',
  'cancel.too-late.title': 'Tarde demais para cancelar',
  'cancel.too-late.text': `
    Seus saques abertos já estão com um caixa, ou em análise. Veja no jogo, ou pergunte à equipe.`,
  'cancel.choose': 'Escolha um saque',
  'cancel.which.title': 'Qual deles?',
  'cancel.which.text': 'Nada foi cancelado ainda.',
  'cancel.none-of-them': 'Nenhum',
  'cancel.confirm': 'Cancelar este saque?',
  'cancel.after': 'Tudo volta ao seu saldo na hora. Se você deixar, expira {when}.',
  'call-teller.call': 'Chamar um caixa',
  'call-teller.called.title': 'A equipe foi avisada',
  'call-teller.called.text': `
    Eles sabem que você está esperando um caixa. Escrevo para você quando um estiver a caminho. Fique no
    jogo.`,
  'dispute.button': 'Eu não recebi',
  'dispute.reported.title': 'A equipe vai conferir',
  'dispute.reported.text': `
    Eles sabem que você não recebeu seu saque <b>{withdrawal}</b> e comparam os livros do banco com o jogo.
    Conte o que você viu; uma captura de tela ajuda. Você não precisa fazer mais nada.`,
};
