import type { deposit as english } from '../en/deposit.ts';
import type { Translation } from '../translation.ts';

export const deposit: Translation<typeof english> = {
  'deposit.title': 'Traga seus pets',
  'deposit.arrived': 'Seu depósito chegou',
  'deposit.step-find': '1. No Pet Simulator 99, encontre um caixa deste banco.',
  'deposit.step-trade': `
    2. Mande uma troca com os pets e gemas que você quer guardar aqui. Nessa troca você não recebe nada.`,
  'deposit.step-yours': '3. Quando a troca termina, está no banco e continua seu. Esta mensagem mostra.',
  'deposit.hold': 'Mais ou menos um minuto depois já dá para sacar.',
  'deposit.added': '✓ Adicionado: <b>{goods}</b>, por {teller}, {when}.',
  'deposit.nothing-added': '✓ {teller} recebeu sua troca {when}. Nada foi adicionado à sua conta ainda.',
  'deposit.in-quarantine': 'Em quarentena até a equipe conferir: <b>{goods}</b>.',
  'quarantine.unknown_pet': '{what}: o banco não conhece este pet.',
  'quarantine.untradable': '{what}: o banco não aceita este pet.',
  'quarantine.limit_exceeded': '{what}: isto passa de um limite do banco.',
  'quarantine.taken_now': '{what}: isto passava de um limite do banco, ou ainda não estava na lista dele.',
  'quarantine.decided': 'A equipe já conferiu.',
  'deposit.tellers': 'Caixas no jogo',
  'deposit.teller-seen': '<b>{teller}</b>, visto {when}',
  'deposit.no-teller': `
    Nenhum caixa foi visto nos últimos dez minutos. Pergunte à equipe, ou volte mais tarde.`,
  'deposit.at-most': 'No máximo',
  'deposit.in-one-trade': '{amount} em uma troca',
  'deposit.in-the-bank': '{amount} no banco',
  'deposit.no-limits': 'Não há limites.',
  'deposit.accepted': 'O que o banco aceita',
  'deposit.accepted-text': `
    Gemas, e pets que podem ser trocados. Se o banco não pode aceitar algo, ou passa de um limite, não se
    perde: espera em quarentena até a equipe colocar na sua conta ou devolver. <c>value</c> mostra quanto vale
    um pet.`,
  'tellers.only': 'Os únicos caixas deste banco',
  'tellers.check-name': 'Confira o nome antes de trocar: quem diz ser caixa e não está aqui não é.',
  'tellers.where': 'Onde se encontrar',
  'tellers.online': '{account} está no jogo agora',
  'tellers.attended': '{account} é uma pessoa jogando: peça à equipe que venha',
  'tellers.paused': '{account} não entrega nada por enquanto',
  'tellers.silent': '{account} foi visto pela última vez {when}',
  'tellers.none.title': 'Nenhum caixa foi nomeado ainda',
  'tellers.none.text': 'Pergunte à equipe quem são os caixas e não troque com mais ninguém.',
  'tellers.all.title': 'Quem são os caixas',
  'tellers.all.text': `
    Troque só com estas contas. Um caixa nunca pede sua senha, nem uma troca fora do Pet Simulator 99.`,
};
