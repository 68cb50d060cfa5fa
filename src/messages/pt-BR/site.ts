import type { site as english } from '../en/site.ts';
import type { Translation } from '../translation.ts';

export const site: Translation<typeof english> = {
  'site.skip': 'Pular para o conteúdo',
  'site.pages': 'Páginas',
  'site.language': 'Idioma',
  'site.values': 'Valores',
  'site.proof': 'Prova',
  'site.status': 'Situação',
  'site.sealed': `
    Cada passo é selado com o anterior, então ninguém consegue mudar o passado sem que se note.`,
  'site.independent': 'O Petbank não é da Roblox, do Discord nem da BIG Games.',
  'site.needs-script': 'Esta página precisa de JavaScript.',
  'front.description': `
    Um banco para o Pet Simulator 99: entregue seus pets e gemas, e pegue de volta quando quiser.`,
  'front.title': 'Um lugar seguro para seus pets',
  'front.lead': `
    Este é um banco para o Pet Simulator 99. Entregue seus pets e gemas a um dos nossos caixas no jogo,
    veja tudo quando quiser no Discord e pegue de volta quando quiser jogar.`,
  'front.mascot': 'Um cofrinho de gato sorridente, com uma moeda dourada de patinha na abertura',
  'front.playground': 'Comece aqui: a área de testes',
  'front.join': 'Entre no nosso Discord',
  'front.how-it-works': 'Como funciona',
  'front.look-up': 'Procurar um pet',
  'front.well': 'Aberto: tudo funciona',
  'front.unwell': 'Algo no banco não funciona agora',
  'front.teller-changes': 'Muda às {at} UTC: olhe aqui de novo.',
  'front.steps': 'Seu primeiro depósito, em quatro passos',
  'front.hello': 'Diga oi para o nosso bot',
  'front.hello-how': `
    No nosso servidor do Discord, mande <c>verify</c> com seu nome do Roblox. O bot te dá 16 palavras.`,
  'front.show': 'Mostre que é você',
  'front.show-how': `
    Coloque as palavras por um minuto no texto “Sobre” do seu perfil do Roblox. O banco lê e sabe que a
    conta é sua.`,
  'front.hand-over': 'Troque com um caixa',
  'front.hand-over-how': `
    <c>deposit</c> diz onde estão os nossos caixas. Dê seus pets a um deles no jogo: cada um é anotado
    antes que o caixa aceite.`,
  'front.take-back': 'Pegue de volta',
  'front.take-back-how': `
    Escolha com <c>withdraw</c> os pets que você quer e encontre um caixa no jogo. Ele só entrega para a sua
    própria conta do Roblox, mesmo que outra pessoa esteja com seu Discord.`,
  'front.trust': 'Veja você mesmo',
  'front.owe': 'O que devemos',
  'front.owe-about': `
    Cada pet que guardamos para os membros, ao lado do que nossos caixas têm. Seu navegador confere que
    você foi contado.`,
  'front.worth': 'Quanto valem os pets',
  'front.worth-about': 'O valor de cada pet hoje, e o de antes.',
  'front.health': 'Está tudo funcionando?',
  'front.health-about': 'Se o banco, o bot e aquilo de que eles precisam funcionam agora.',
  'front.beware': 'Nossos caixas nunca pedem sua senha, e nunca trocam fora do jogo.',
  'status.title': 'Situação',
  'status.description': 'Se o banco e aquilo de que ele precisa funcionam.',
  'status.well': 'Tudo funciona',
  'status.well-means': 'Você pode depositar, sacar e ver seus pets.',
  'status.unwell': 'Alguma coisa não funciona',
  'status.unwell-means': `
    Tudo o que você tem está seguro: nada se perde enquanto uma parte não funciona. Algumas coisas talvez
    tenham que esperar um pouco.`,
  'status.parts': 'As partes',
  'status.version': 'Versão {version}, funcionando há {span}',
  'status.storage': 'Os livros',
  'status.storage-about': 'Onde cada pet e cada gema fica anotado.',
  'status.ledger': 'A corrente',
  'status.ledger-about': 'Pelo menos uma vez por dia, cada passo é comparado com o anterior.',
  'status.discord': 'Discord',
  'status.discord-about': 'O bot com quem você fala.',
  'status.roblox': 'Roblox',
  'status.roblox-about': 'Lê os perfis quando você vincula sua conta.',
  'status.backup': 'Cópias de segurança',
  'status.backup-about': 'Cópias dos livros, feitas com regularidade.',
  'status.ok': 'Funciona',
  'status.down': 'Não funciona',
  'status.off': 'Desligado',
  'status.unknown': 'Ainda não se sabe',
  'problem.nothing-here': `
    Não há nada neste endereço. Talvez ele esteja escrito errado, ou o link seja antigo. Seus pets estão
    seguros.`,
  'problem.request': 'Pedido {id}',
  'problem.first-page': 'Para a primeira página',
  'sign-in.title': 'Entrar com o Roblox',
  'sign-in.description': 'Mostra ao banco qual conta do Roblox é sua.',
  'sign-in.looking': 'Conferindo seu link …',
  'sign-in.whose': `
    Isto vincula a conta do Roblox com que você entrar ao usuário do Discord {name} (id {id}). É você?`,
  'sign-in.go-on': 'Continuar para o Roblox',
  'sign-in.beware': `
    Alguém te mandou este link? Então feche esta página: ela daria seus pets do banco para essa pessoa.`,
  'sign-in.linked': 'Você está vinculado a {name}',
  'sign-in.linked-next': `
    Volte para o Discord: <c>inventory</c> mostra o que você tem, e <c>deposit</c> mostra como trazer pets.`,
  'sign-in.not-linked': 'Nada foi vinculado',
  'sign-in.denied': 'Você não deixou o banco ver quem você é. Use <c>verify</c> para começar de novo.',
  'sign-in.failed': 'O Roblox não aceitou este login. Use <c>verify</c> para começar de novo.',
  'sign-in.elsewhere': `
    Este login começou em outro navegador, ou levou mais de dez minutos. Use <c>verify</c> para começar de
    novo.`,
  'sign-in.gone': `
    Este link já foi usado, ou os dez minutos dele passaram. Mande <c>verify</c> mais uma vez.`,
  'sign-in.already_linked': 'Você já tem outra conta do Roblox aqui. Antes, desvincule com <c>unlink</c>.',
  'sign-in.roblox_user_not_found': 'Esta conta do Roblox não pode ser vinculada.',
  'sign-in.halted': 'O banco está fechado por um momento. Tudo o que você tem está seguro; tente mais tarde.',
  'sign-in.upstream_unavailable': `
    O Roblox não responde agora. Tente de novo daqui a um minuto, ou use as palavras.`,
};
