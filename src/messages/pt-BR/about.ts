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
  'about.option.member': 'O membro, com @nome',
  'about.option.other-member': 'O outro membro, com @nome',
  'about.option.username': 'Seu nome de usuário do Roblox: o nome com @, não o nome de exibição',
  'about.option.withdraw-pet': `
    Um dos seus pets, ou vários com ; no meio; se deixar vazio, você escolhe em uma lista`,
  'about.option.gift-pets': `
    Pets seus, com ; no meio: 2 Huge Cat; Dog. Se deixar vazio, você escolhe em uma lista`,
  'about.option.quantity': 'Quantos; 1 se deixar vazio',
  'about.option.gems': 'Quantas gemas',
  'about.option.value-pet': 'Um pet, com sua variante: Golden Huge Cat',
  'about.option.limit': 'Quantos por vez; 10 se deixar vazio',
};
