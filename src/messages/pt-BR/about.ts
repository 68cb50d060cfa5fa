import type { about as english } from '../en/about.ts';
import type { Translation } from '../translation.ts';

export const about: Translation<typeof english> = {
  'about.help': 'Tudo o que eu sei fazer',
  'about.verify': 'Vincule sua conta do Roblox',
  'about.verify-confirm': 'As palavras já estão no seu perfil do Roblox',
  'about.inventory': 'Seus pets no banco',
  'about.balance': 'Suas gemas e quanto vale tudo o que é seu',
  'about.deposit': 'Leve pets e gemas ao banco',
  'about.withdraw': 'Receba pets e gemas de volta no jogo',
  'about.cancel': 'Cancele um saque que ainda espera',
  'about.history': 'O que aconteceu na sua conta',
  'about.gift': 'Dê pets e gemas a outro membro',
  'about.trade': 'Troque com outro membro: os dois veem os dois lados',
  'about.tellers': 'Quem recebe pets no jogo para o banco',
  'about.value': 'Quanto vale um pet',
  'about.proof': 'Confira que o que é seu está nas contas do banco',
  'about.mypage': 'Uma página com seus pets, seu histórico e sua prova',
  'about.whois': 'Qual conta do Roblox alguém tem aqui',
  'about.update': 'Atualize seu cargo e seu nome no servidor',
  'about.notices': 'Escolha sobre o que eu escrevo para você',
  'about.unlink': 'Separe sua conta do Roblox do Discord',
  'about.export': 'Tudo sobre você, em um arquivo',
  'about.forget-me': 'Apague o que o banco sabe de você',
};
