import type { account as english } from '../en/account.ts';
import type { Translation } from '../translation.ts';

export const account: Translation<typeof english> = {
  'verify.title': 'Mostre que a conta é sua',
  'verify.copy': '1. Copie todas estas palavras:',
  'verify.profile': 'seu perfil do Roblox',
  'verify.paste': `
    2. Abra {profile}, aperte o lápis ao lado de <b>Sobre</b>, coloque as palavras lá e salve. O resto do
    texto pode ficar.`,
  'verify.come-back': '3. Volte e aperte <b>Já salvei</b>.',
  'verify.saved': 'Já salvei',
  'verify.only-for': 'As palavras só servem para <b>{name}</b>. Expiram {when}.',
  'verify.sign-in': 'entre com o Roblox',
  'verify.or-sign-in': `
    Ou faça sem as palavras: {link}. O link é só para você. Funciona uma vez, por dez minutos.`,
  'verify.linked-already.title': 'Você já está vinculado a {name}',
  'verify.linked-already.text': `
    Você não precisa fazer nada. <c>inventory</c> mostra o que você tem. Para usar outra conta, use antes
    <c>unlink</c>.`,
  'verify.looks-like-id': `
    <b>{name}</b> parece um número de id. Seu nome de usuário é o nome com @ do seu perfil do Roblox.`,
  'verify.checking': 'Conferindo seu perfil …',
  'verify.not-yet': `
    As palavras ainda não estão lá. O Roblox leva um ou dois minutos para mostrar um perfil mudado.`,
  'verify.unavailable': 'O Roblox não está respondendo agora.',
  'verify.polling': 'Eu continuo olhando por dois minutos. Pode deixar isto aberto.',
  'verify.check-again': 'Olhar de novo',
  'verify.other-words': 'Outras palavras',
  'verify.missing': 'Olhei por dois minutos e não encontrei. Por favor, confira:',
  'verify.missing-words': '• As 16 palavras estão no texto <b>Sobre</b>, na mesma ordem?',
  'verify.missing-profile': `
    • É o perfil de <b>{name}</b>? Para outra conta, use <c>verify</c> com o nome dela.`,
  'verify.missing-saved': '• Você salvou? O Roblox mostra as palavras, e não ####?',
  'linked.title': 'Você está vinculado a {name}',
  'linked.remove-words': 'Você já pode tirar as palavras do seu perfil.',
  'linked.already-here': 'No banco já há para você: <b>{pets}</b> e <b>{gems}</b>.',
  'linked.next': `
    Agora: <c>deposit</c> mostra como trazer pets. <c>inventory</c> mostra o que você tem. <c>help</c> mostra
    todo o resto.`,
  'username.names-someone.title': 'Isso não é um nome de usuário do Roblox',
  'username.names-someone.text': `
    Isso é alguém do Discord. Escreva um nome de usuário do Roblox: o nome com @ de um perfil do Roblox.`,
  'username.is-link.title': 'Isso não é um nome de usuário do Roblox',
  'username.is-link.text': 'Isso é um link. Abra e escreva o nome com @ que você vê lá.',
  'username.only-behind.title': 'Isso não é um nome de usuário do Roblox',
  'username.only-behind.text': 'Escreva só <b>{name}</b>.',
  'unlink.title': 'Desvincular {name}?',
  'unlink.button': 'Desvincular',
  'unlink.stays': `
    Isto fica no banco: <b>{pets}</b>, <b>{gems}</b> e cada saque aberto. É da conta do Roblox.`,
  'unlink.ends': `
    Você não vai mais ver a conta aqui nem receber mensagens sobre ela. <c>verify</c> vincula de novo.`,
  'unlink.pause': `
    Se outro usuário do Discord vincular a conta, ninguém poderá sacar dela por um tempo. Assim ela fica
    protegida.`,
  'unlink.done.title': '{name} está desvinculada',
  'unlink.done.text': `
    Tudo o que há nela está seguro. <c>verify</c> vincula de novo, ou vincula outra conta.`,
  'whois.has-shown': '{user} provou que {account} é sua conta do Roblox.',
  'whois.check-name': 'Confira o nome no jogo antes de trocar.',
  'whois.not-linked.title': 'Não vinculado',
  'whois.not-linked.text': `
    {user} não vinculou nenhuma conta do Roblox aqui. Dá para fazer isso com <c>verify</c>.`,
  'update.updated': 'Seu cargo e seu nome no servidor estão em dia.',
  'update.not_allowed': `
    O Discord não me deixa mudar seu cargo nem seu nome aqui. Você não precisa fazer nada.`,
  'update.off': 'Não há mais nada para atualizar aqui.',
  'update.stranger': 'Você não está no servidor do banco, então não há nada para atualizar lá.',
  'export.title': 'Seus dados',
  'export.what': `
    Este arquivo tem tudo o que o banco guarda sobre você e sua conta do Roblox. Não passe para ninguém.`,
  'export.whole': `
    Tem todo o seu histórico: {count, plural, one {{count, number} movimentação} many {{count, number} de
    movimentações} other {{count, number} movimentações}}.`,
  'export.part': `
    Tem as últimas {count, number} movimentações do seu histórico. Não cabia mais. <c>history</c> mostra
    todas, página por página.`,
  'forget.title': 'Apagar tudo sobre você?',
  'forget.erased': `
    Será apagado: seu vínculo, seu nome e sua foto do Roblox, e as palavras de verificação. <c>export</c> dá
    uma cópia antes.`,
  'forget.kept': `
    Isto fica: os livros do banco. Eles têm seu id do Roblox, mas nenhum nome. As mensagens que o banco mandou
    a você são apagadas depois de três dias.`,
  'forget.come-back': `
    Você pode voltar com <c>verify</c>. Aí vai ter que esperar um tempo para sacar, porque o banco não pode
    saber que ainda é você.`,
  'forget.erase-me': 'Me apague',
  'forget.keep-me': 'Não me apague',
  'forget.done.title': 'O banco esqueceu você',
  'forget.done.text': 'O banco não sabe mais nada sobre você. Tchau, e obrigado.',
  'forget.held': 'O banco ainda guarda algo seu',
  'forget.held-nothing-erased': 'Nada foi apagado. Primeiro pegue de volta o que é seu.',
  'forget.held-account': 'A conta do Roblox: <b>{name}</b>.',
  'forget.held-goods': 'No banco: <b>{goods}</b>. Tire com <c>withdraw</c>.',
  'forget.held-withdrawals': 'Saques abertos: {count, number}. Retire no jogo, ou cancele com <c>cancel</c>.',
  'forget.held-quarantine': 'Em quarentena: <b>{goods}</b>. Pergunte à equipe.',
  'forget.held-cases': `
    A equipe ainda está conferindo {count, plural, one {uma troca sua} many {trocas suas} other {trocas
    suas}}. Pergunte a eles.`,
  'proof.title': 'Sua prova',
  'proof.nothing': 'Na última vez que o banco contou, você não tinha nada. Logo ele conta de novo.',
  'proof.too-large': 'Você tem tantos tipos de pets que o Discord não aceita um arquivo tão grande.',
  'proof.what': `
    Este arquivo tem tudo o que você tinha no passo {seq, number} dos livros do banco: {count, plural, one
    {{count, number} tipo} many {{count, number} de tipos} other {{count, number} tipos}}. O que estava em
    saques ou em análise também conta.`,
  'proof.check': `
    Abra a página da prova do banco em um navegador e escolha o arquivo em “Eu estou nisso?”. Ou confira sem
    nós: petbank check-proof.`,
  'proof.root': 'Ela leva à raiz {root}. A página tem que mostrar a mesma.',
  'notices.title': 'Suas mensagens',
  'notices.how': `
    Mando uma mensagem quando algo acontece na sua conta. Aperte um botão para desligar ou ligar um tipo de
    mensagem.`,
  'notices.always': `
    Algumas ficam <b>sempre ligadas</b>, para que ninguém leve nada sem você ver: o que sai da sua conta, o
    que a equipe decide, o que dá errado, e quando outra pessoa vincula sua conta do Roblox.`,
  'notices.on': '{kind}: ligado',
  'notices.off': '{kind}: desligado',
  'notices.deposits': 'Depósitos',
  'notices.deposits.about': 'O que você entregou chegou.',
  'notices.withdrawals': 'Saques',
  'notices.withdrawals.about': 'Cada passo de um saque, até o fim.',
  'notices.gifts': 'Presentes',
  'notices.gifts.about': 'Alguém deu algo a você.',
  'notices.trades': 'Trocas',
  'notices.trades.about': 'Alguém quer trocar com você, ou respondeu a uma oferta.',
  'notices.tellers': 'Caixas',
  'notices.tellers.about': 'Um caixa com o seu saque está de novo no jogo.',
  'username.no-name.title': 'Isso não é um nome de usuário do Roblox',
  'username.no-name.text': 'Escreva o nome com @ do seu perfil do Roblox. Ele tem de 1 a 50 caracteres.',
};
