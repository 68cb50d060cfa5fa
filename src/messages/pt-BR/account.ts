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
    Ou faça sem as palavras: {link}. O link é só para você, funciona uma única vez e acaba em dez minutos.`,
  'verify.linked-already.title': 'Você já está vinculado a {name}',
  'verify.linked-already.text': `
    Não há nada a fazer. <c>inventory</c> mostra o que você tem, e <c>unlink</c> desvincula a conta.`,
  'verify.looks-like-id': `
    <b>{name}</b> parece um id. O nome de usuário é o nome com @ do seu perfil do Roblox.`,
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
  'verify.missing-saved': '• Você salvou, e o Roblox mostra as palavras e não ####?',
  'linked.title': 'Você está vinculado a {name}',
  'linked.remove-words': 'Você já pode tirar as palavras do seu perfil.',
  'linked.already-here': 'No banco já há para você: <b>{pets}</b> e <b>{gems}</b>.',
  'linked.next': `
    Agora: <c>deposit</c> mostra como trazer pets, <c>inventory</c> o que você tem, e <c>help</c> todo o
    resto.`,
  'username.names-someone.title': 'Isso não serve',
  'username.names-someone.text': `
    Isso é o nome de alguém no Discord. Escreva um nome de usuário do Roblox: o nome com @ de um perfil do
    Roblox.`,
  'username.is-link.title': 'Isso não serve',
  'username.is-link.text': 'Abra e escreva o nome com @ que você vê lá.',
  'username.only-behind.title': 'Isso não serve',
  'username.only-behind.text': 'Escreva só <b>{name}</b>.',
  'unlink.title': 'Desvincular {name}?',
  'unlink.button': 'Desvincular',
  'unlink.stays': 'O que fica: <b>{pets}</b> e <b>{gems}</b>, e cada saque aberto. São da conta do Roblox.',
  'unlink.ends': `
    O que acaba: você não vê mais a conta aqui nem recebe mensagens sobre ela. <c>verify</c> vincula de
    novo.`,
  'unlink.pause': `
    Se outro usuário do Discord vincular, os saques ficam pausados por um tempo, para protegê-la.`,
  'unlink.done.title': '{name} está desvinculada',
  'unlink.done.text': `
    Tudo o que há nela está seguro. <c>verify</c> vincula de novo, ou vincula outra conta.`,
  'whois.has-shown': '{user} mostrou que {account} é sua conta.',
  'whois.check-name': 'Confira o nome no jogo antes de trocar.',
  'whois.not-linked.title': 'Não vinculado',
  'whois.not-linked.text': '{user} não mostrou nenhuma conta do Roblox aqui. <c>verify</c> vincularia uma.',
  'update.updated': 'Seu cargo e seu nome no servidor estão em dia.',
  'update.not_allowed': 'Você não precisa fazer nada.',
  'update.off': 'Não há mais nada para atualizar aqui.',
  'update.stranger': 'Você não está no servidor do banco, então não há nada para atualizar lá.',
  'export.title': 'Seus dados',
  'export.what': `
    Tudo o que o banco guarda sobre você e sua conta do Roblox, em um arquivo JSON: não passe para ninguém.`,
  'export.whole': `
    Tem todo o seu histórico: {count, plural, one {{count, number} movimentação} many {{count, number} de
    movimentações} other {{count, number} movimentações}}.`,
  'export.part': `
    Tem as últimas {count, number} movimentações do seu histórico: mais não cabia. <c>history</c> mostra
    todas, página por página.`,
  'forget.title': 'Apagar tudo sobre você?',
  'forget.erased': `
    Será apagado: seu vínculo, seu nome e sua foto do Roblox, e as palavras de verificação. <c>export</c> dá
    uma cópia antes.`,
  'forget.kept': `
    Fica: o livro do banco, que tem seu id do Roblox e nenhum nome. O banco esquece em três dias as
    mensagens que mandou a você.`,
  'forget.come-back': `
    Você pode voltar com <c>verify</c>. Aí os saques esperam um tempo: o banco não pode saber que ainda é
    você.`,
  'forget.erase-me': 'Me apague',
  'forget.keep-me': 'Não me apague',
  'forget.done.title': 'Esquecemos você',
  'forget.done.text': 'O banco não sabe mais nada sobre você. Tchau, e obrigado.',
  'forget.held': 'Não enquanto o banco guardar algo seu',
  'forget.held-nothing-erased': 'Nada foi apagado, para que nada se perca.',
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
    Tudo o que você tinha no passo {seq, number} do livro do banco está neste arquivo: {count, plural, one
    {{count, number} tipo} many {{count, number} de tipos} other {{count, number} tipos}}, contando o
    disponível, o separado e o que está em análise.`,
  'proof.check': `
    Abra a página da prova do banco em um navegador e escolha o arquivo em “Eu estou nisso?”. Ou confira sem
    nós: petbank check-proof.`,
  'proof.root': 'Leva à raiz {root}, que a página também mostra.',
  'notices.title': 'Suas mensagens',
  'notices.how': `
    Mando uma mensagem quando algo acontece na sua conta. Aperte um botão para desligar ou ligar um tipo de
    mensagem.`,
  'notices.always': `
    <b>Sempre ligado</b>, para que ninguém leve nada sem você saber: o que sai da sua conta, o que a equipe
    decide, quando algo dá errado e quando outra pessoa vincula sua conta do Roblox.`,
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
  'username.no-name.title': 'Isso não serve',
  'username.no-name.text':
    'Escreva o nome de usuário como você vê no perfil do Roblox, com 1 a 50 caracteres.',
};
