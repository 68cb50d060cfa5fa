import type { notices as english } from '../en/notices.ts';
import type { Translation } from '../translation.ts';

export const notices: Translation<typeof english> = {
  'notice.field.in-account': 'Adicionado à sua conta',
  'notice.field.out-of-account': 'Retirado da sua conta',
  'notice.field.set-aside': 'Separado para você',
  'notice.field.back-in-balance': 'De volta ao seu saldo',
  'notice.field.in-trade': 'Na troca',
  'notice.field.in-trade-now': 'Na troca agora',
  'notice.field.you-got': 'Você recebeu',
  'notice.field.you-gave': 'Você deu',
  'notice.field.you-would-get': 'Você receberia',
  'notice.field.you-keep': 'Você fica com',
  'notice.field.you-can-get': 'Você pode receber',
  'notice.field.was-offered': 'Foi oferecido',
  'notice.field.given-back': 'Devolvido',
  'notice.field.with-owners': 'De volta com os donos',
  'notice.field.why': 'Por quê',
  'notice.field.to': 'Para',
  'notice.field.from': 'De',
  'notice.field.with': 'Com',
  'notice.field.by': 'Por',
  'notice.field.who': 'Quem',
  'notice.field.withdrawal': 'Saque',
  'notice.field.goods': 'Pets e gemas',
  'notice.field.account': 'Conta do Roblox',
  'notice.news.title': 'Novidades do banco: {topic}',
  'notice.deposit_credited.title': 'Seu depósito chegou',
  'notice.deposit_credited.text': 'Está na sua conta. Você pode ver em <c>inventory</c>.',
  'notice.deposit_quarantined.title': 'Parte do seu depósito está em análise',
  'notice.deposit_quarantined.text': `
    Nada se perdeu: o banco guarda tudo. A equipe confere o que não pôde entrar na sua conta. Eu conto o
    resultado para você.`,
  'notice.quarantine_credited.title': 'A equipe conferiu seu depósito: é seu',
  'notice.quarantine_returned.title': 'A equipe conferiu seu depósito: você o recebeu de volta',
  'notice.quarantine_returned.text': 'Foi devolvido a você no jogo.',
  'notice.adjustment.title': 'A equipe corrigiu a sua conta',
  'notice.deposit_reversed.title': 'Um depósito foi anulado',
  'notice.deposit_reversed.text': `
    A equipe acha que ele não aconteceu no jogo e que alguém o informou com uma chave roubada de um caixa.
    Você entregou mesmo? Avise a equipe: nada seu se perdeu.`,
  'notice.transfer_sent.title': 'Seu presente chegou',
  'notice.transfer_sent.text': `
    Não foi você? Avise a equipe agora mesmo. Ela pode devolver a você enquanto estiver em espera. Você pode
    ver em <c>history</c>.`,
  'notice.transfer_sent.without-hold': `
    Não foi você? Avise a equipe agora mesmo. Você pode ver em <c>history</c>.`,
  'notice.transfer_received.title': 'Alguém deu um presente a você',
  'notice.transfer_received.text': `
    Está na sua conta. Você tem que ficar com ele por um tempo, para que a equipe possa ajudar se uma conta
    foi roubada. <c>inventory</c> mostra até quando.`,
  'notice.transfer_received.without-hold': 'Está na sua conta. Você pode ver em <c>inventory</c>.',
  'notice.trade_invited.title': 'Alguém quer trocar com você',
  'notice.trade_invited.text': `
    Nada foi movido. <c>trade</c> mostra o que a outra pessoa dá. Você escolhe o que dá, e os dois precisam
    aceitar. Troque só com quem você conhece.`,
  'notice.trade_lost.title': 'Sua troca precisa começar de novo',
  'notice.trade_lost.text': `
    O banco foi reiniciado enquanto vocês dois montavam uma troca. Nada foi movido: comece de novo com
    <c>trade</c>.`,
  'notice.trade_offered.title': 'Alguém oferece uma troca a você',
  'notice.trade_offered.text': `
    Nada foi movido. <c>trade</c> mostra os dois lados. Olhe primeiro, e troque só com quem você conhece.`,
  'notice.trade_accepted.title': 'Sua troca está feita',
  'notice.trade_accepted.text': `
    Os dois lados se moveram ao mesmo tempo. Você tem que ficar por um tempo com o que recebeu.
    <c>inventory</c> mostra até quando.`,
  'notice.trade_accepted.without-hold': `
    Os dois lados se moveram ao mesmo tempo. <c>inventory</c> mostra o que você tem agora.`,
  'notice.trade_declined.title': 'Sua oferta foi recusada',
  'notice.trade_withdrawn.title': 'Uma oferta a você foi retirada',
  'notice.trade_taken_back.title': 'A equipe retirou uma oferta',
  'notice.more-alike': 'E mais {count, number} como estes.',
  'notice.nothing-moved': 'Nada foi movido.',
  'notice.gift_undone.title': 'A equipe desfez um presente ou uma troca',
  'notice.gift_undone.text': 'Tudo está de volta com o dono. Você pode ver em <c>history</c>.',
  'notice.delivery_undone.title': 'Seu saque voltou para o seu saldo',
  'notice.delivery_undone.text': 'A equipe viu que ele não foi entregue a você no jogo.',
  'notice.withdrawal_reserved.title': 'Seu saque está pronto para retirar',
  'notice.withdrawal_reserved.text': `
    Encontre um caixa no jogo, com a mesma conta do Roblox. <c>tellers</c> mostra os verdadeiros. Se mudar de
    ideia, <c>cancel</c> devolve ao seu saldo.`,
  'notice.teller_back.title': 'Um caixa com o seu saque está no jogo agora',
  'notice.teller_back.text': `
    Encontre este caixa com a mesma conta do Roblox. <c>tellers</c> mostra onde, e que é o verdadeiro.`,
  'notice.teller_coming.title': 'Um caixa está indo até você no jogo',
  'notice.teller_coming.text': 'Fique no jogo. Confira o nome antes de trocar.',
  'notice.withdrawal_claimed.title': 'Um caixa está entregando o seu saque',
  'notice.withdrawal_claimed.text': `
    Vá ao jogo e aceite a troca lá. Confira o nome primeiro: <c>tellers</c> mostra os caixas verdadeiros.`,
  'notice.withdrawal_split.title': 'Seu saque vem em duas partes',
  'notice.withdrawal_split.text': `
    Nenhum caixa tem tudo agora. Um entrega esta parte: vá ao jogo e aceite a troca lá. O resto fica
    separado para você até um caixa ter. <c>history</c> mostra as duas.`,
  'notice.withdrawal_declined.title': 'A troca não aconteceu',
  'notice.withdrawal_declined.text': 'Seu saque ainda espera por você. Encontre de novo um caixa no jogo.',
  'notice.withdrawal_delivered.title': 'Seu saque foi entregue',
  'notice.withdrawal_delivered.text': 'Você não recebeu no jogo? Aperte o botão: a equipe vai verificar.',
  'notice.withdrawal_partly_delivered.title': 'Parte do seu saque foi entregue',
  'notice.withdrawal_partly_delivered.text': `
    O resto está de volta ao seu saldo. Você pode ver em <c>inventory</c>.`,
  'notice.withdrawal_expired.title': 'Seu saque expirou',
  'notice.withdrawal_expired.text': `
    Ninguém retirou a tempo, então tudo está de volta ao seu saldo. Com <c>withdraw</c> você começa de
    novo.`,
  'notice.withdrawal_cancelled.title': 'Seu saque foi cancelado',
  'notice.withdrawal_cancelled.text': 'Tudo está de volta ao seu saldo.',
  'notice.withdrawal_uncertain.title': 'Seu saque está em análise',
  'notice.withdrawal_uncertain.text': `
    O caixa não disse se a troca aconteceu. Seu saque fica separado até que se saiba. A equipe já foi
    avisada.`,
  'notice.link_taken_over.title': 'Sua conta do Roblox foi vinculada a outra pessoa',
  'notice.link_taken_over.text': `
    Por um tempo nada pode ser sacado dela. Não foi você? Então outra pessoa consegue mudar o seu perfil do
    Roblox. Troque a sua senha do Roblox, avise a equipe e vincule a conta de novo com <c>verify</c>.`,
};
