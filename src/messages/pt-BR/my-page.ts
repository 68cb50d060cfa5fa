import type { myPage as english } from '../en/my-page.ts';
import type { Translation } from '../translation.ts';

export const myPage: Translation<typeof english> = {
  'me.description': 'O que você tem neste banco.',
  'me.opening': 'Abrindo sua página …',
  'me.link': 'Sua página no banco',
  'me.link-opens': `
    O link que o bot te deu funciona uma vez só. Ele abre sua página neste navegador, por quatro horas.`,
  'me.open': 'Abrir minha página',
  'me.beware': 'É o computador de outra pessoa? Feche a página quando terminar.',
  'me.closed': 'Sua página está fechada',
  'me.ask-again': 'Mande <c>mypage</c> para o nosso bot no Discord. Ele te dá um link para a sua página.',
  'me.spent': 'Este link já foi usado, ou os dez minutos dele passaram. Peça outro ao bot com <c>mypage</c>.',
  'me.has-closed': 'Esta página fechou. Peça outro link ao bot com <c>mypage</c>.',
  'me.no-answer': 'O banco não responde. Tente de novo daqui a um minuto.',
  'me.failed': 'O banco respondeu {status, number}. Tente de novo daqui a um minuto.',
  'me.username': '@{name} no Roblox.',
  'me.only-shows': 'Aqui você só pode olhar: não dá para dar nem sacar nada.',
  'me.download': 'Baixar todos os seus dados',
  'me.close': 'Fechar esta página',
  'me.closes': 'Ela fecha sozinha: {at}.',
  'me.unvalued': `
    {count, plural, one {{count, number} pet não tem} many {{count, number} de pets não têm} other
    {{count, number} pets não têm}} valor conhecido.`,
  'me.cooldown': `
    Esta conta estava vinculada a outro usuário do Discord até há pouco. Você poderá sacar a partir de:
    {at}.`,
  'me.hold-staff': `
    Em espera: <b>{goods}</b>. É seu. Você pode usar quando a equipe tiver conferido o caixa que recebeu.`,
  'me.hold-gift': 'Em espera: <b>{goods}</b>. É seu. Você pode usar a partir de: {at}.',
  'me.hold': 'Em espera: <b>{goods}</b>. É seu. Você pode usar a partir de: {at}, quase sempre antes.',
  'me.worth': 'Quanto vale',
  'me.worth-plot': 'Quanto valem todos os seus pets e gemas ao longo do tempo',
  'me.worth-newest': 'Último valor',
  'me.worth-series': 'Valor',
  'me.worth-after': `
    Depois de cada uma das suas últimas {count, number} movimentações, com os valores de hoje.`,
  'me.withdrawals': 'Saques abertos',
  'me.no-withdrawals': 'Nenhum. Mande <c>withdraw</c> para o bot para pegar algo de volta.',
  'me.reserved': 'Espera por você',
  'me.claimed': 'Sendo entregue',
  'me.uncertain': 'Em análise',
  'me.meet': 'Encontre {teller} no jogo.',
  'me.in-parts': 'Agora nenhum caixa tem tudo: talvez venha em partes.',
  'me.has-it': '{teller} está com tudo pronto no jogo.',
  'me.somebody-has-it': 'Um caixa está com tudo pronto no jogo.',
  'me.not-said': 'Ninguém disse ainda se você recebeu. O que você não recebeu continua seu.',
  'me.requested': 'Pedido: {at}',
  'me.requested-until': 'Pedido: {at}. Espera até: {until}',
  'me.kinds': `
    {count, plural, one {{count, number} tipo} many {{count, number} de tipos} other {{count, number}
    tipos}}`,
  'me.no-pets': 'Nada ainda. Mande <c>deposit</c> para o bot: ele mostra como trazer o primeiro pet.',
  'me.in-withdrawal': '{count, number} em um saque',
  'me.on-hold': '{count, number} em espera',
  'me.show-more': 'Mostrar mais',
  'me.history': 'O que aconteceu',
  'me.nothing-yet': 'Nada ainda.',
  'me.older': 'Mostrar mais antigos',
  'me.try-again': 'Tentar de novo',
  'me.traded': '{got} por {gave}',
  'me.with': 'com @{name}',
  'me.by': 'por {teller}',
  'me.counted': 'Eu fui contado?',
  'me.counted-how': `
    O banco publica a soma de tudo o que deve na sua {page}. Aqui, seu próprio navegador confere que tudo
    o que você tem está nessa soma, sem confiar na palavra de ninguém.`,
  'me.proof-page': 'página da prova',
  'me.check': 'Conferir agora',
  'me.checking': 'Conferindo …',
  'me.counted-nothing': 'Quando o banco contou pela última vez, você não tinha nada nele.',
  'me.counted-all': `
    {count, plural, one {O {count, number} tipo que você tinha no passo {seq, number} foi contado.} many
    {Todos os {count, number} de tipos que você tinha no passo {seq, number} foram contados.} other {Todos
    os {count, number} tipos que você tinha no passo {seq, number} foram contados.}}`,
  'me.needs-https': 'Seu navegador só consegue conferir isso por https.',
  'me.does-not-hold': 'A prova não está certa. {why}. Conte a outros membros.',
  'me.counted-anew': 'O banco acabou de contar de novo. Confira mais uma vez.',
  'me.tellers': 'Nossos caixas',
  'me.tellers-only': 'Troque só com estas contas. Quem mais disser que é caixa está mentindo.',
  'me.teller-online': 'No jogo agora',
  'me.teller-attended': 'É uma pessoa jogando: pergunte antes de ir',
  'me.teller-silent': 'Não foi visto ultimamente',
  'me.teller-paused': 'Não entrega nada por enquanto',
  'me.teller-place': 'Onde fica no jogo',
  'me.other-site': 'Só as páginas deste banco podem pedir isto.',
};
