import type { overview as english } from '../en/overview.ts';
import type { Translation } from '../translation.ts';

export const overview: Translation<typeof english> = {
  'balance.title': 'Seu saldo',
  'balance.gems': 'Gemas',
  'balance.gems-in-withdrawals': 'Gemas em saques',
  'balance.pets': 'Pets',
  'balance.worth': 'Tudo vale',
  'balance.more': 'Seus pets: <c>inventory</c> · O que aconteceu: <c>history</c>',
  'balance.whole': 'A imagem vai até o começo, {since}. Ela usa os valores de hoje dos pets.',
  'balance.part': `
    A imagem mostra as últimas {count, number} movimentações, desde {since}. Ela usa os valores de hoje dos
    pets.`,
  'balance.picture': 'Gemas e valor ao longo do tempo: agora {gems} e um valor de {worth}.',
  'restriction.quarantine': `
    Em quarentena: <b>{goods}</b>. A equipe precisa conferir antes. Nada se perdeu, mas ainda não conta
    aqui.`,
  'restriction.frozen': `
    Sua conta está congelada: por enquanto não dá para sacar nada. Pergunte à equipe o motivo.`,
  'restriction.cooldown': 'Você poderá sacar de novo {when}. Esta conta foi vinculada há pouco tempo.',
  'on-hold.brought': `
    Acabou de chegar: <b>{goods}</b>. É seu. Você pode usar a partir das {clock} ({when}), quase sempre em um
    minuto.`,
  'on-hold.given': `
    De outro membro: <b>{goods}</b>. Você pode usar a partir das {clock} ({when}). Até lá, a equipe pode
    desfazer o presente ou a troca.`,
  'on-hold.others': `
    A equipe está conferindo um caixa. <b>{goods}</b> é seu, e você poderá usar quando terminarem.`,
  'inventory.title': 'Seus pets',
  'inventory.title-page': 'Seus pets, página {page, number} de {pages, number}',
  'inventory.none': 'Ainda não há pets. <c>deposit</c> mostra como trazer o primeiro.',
  'inventory.of-kinds': `
    <b>{count, number}</b>, de {kinds, plural, one {{kinds, number} tipo} many {{kinds, number} de tipos}
    other {{kinds, number} tipos}}`,
  'inventory.in-withdrawals': 'Em saques',
  'inventory.pet': '<b>{count, number} × {pet}</b>, {worth}',
  'inventory.pet-reserved': '<b>{count, number} × {pet}</b>, {worth}, e {reserved, number} em um saque',
  'inventory.pet-none-free': '<b>{pet}</b>, {worth}: {reserved, number} em um saque, nenhum disponível',
  'inventory.picture': 'Os pets da página {page, number} de {pages, number} em cartões; a lista diz o mesmo.',
  'pages.back': '◀ Voltar',
  'pages.next': 'Próxima ▶',
  'pages.go-to': 'Ir para a página',
  'pages.number': 'Página, de 1 a {pages, number}',
  'value.cannot-be-traded': '<b>Este pet não pode ser trocado</b>, então o banco não o aceita.',
  'value.updated': 'Atualizado {when}. O valor é uma estimativa de vendas passadas, não uma promessa.',
  'value.value': 'Valor',
  'value.average-price': 'Preço médio recente',
  'value.in-the-game': 'No jogo',
  'value.kind': 'Tipo',
  'value.not-known': 'não se sabe',
  'value.picture': 'O valor de {pet} ao longo do tempo, entre {lowest, number} e {highest, number} gemas.',
  'value.unknown-pet.title': 'Esse pet não existe',
  'value.unknown-pet.text': `
    O banco não conhece nenhum pet chamado <b>{typed}</b>. Confira como se escreve, ou use <c>value</c> e
    escolha uma das sugestões.`,
  'value.no-longer.title': 'Este pet não está mais na lista',
  'value.no-longer.text': 'A lista de pets acabou de mudar. Pergunte de novo com <c>value</c>.',
  'value.none.title': 'Aqui não há valores',
  'value.none.text': `
    Este banco aceita qualquer pet e não guarda valores. <c>inventory</c> mostra o que você tem.`,
};
