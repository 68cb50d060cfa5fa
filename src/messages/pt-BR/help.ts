import type { help as english } from '../en/help.ts';
import type { Translation } from '../translation.ts';

export const help: Translation<typeof english> = {
  'help.title': 'Seu banco para Pet Simulator 99',
  'help.what': `
    Entregue pets e gemas a um caixa no jogo: um jogador que trabalha para este banco. Aqui ficam seguros, e
    você pode pegar de volta quando quiser.`,
  'help.direct': 'Em uma mensagem direta para mim, basta o nome: {example}.',
  'help.next': 'Agora: com <c>deposit</c> você traz pets, e <c>inventory</c> mostra o que você tem.',
  'help.busy': 'O banco está ocupado agora; nada seu se perde.',
  'help.new': `
    Você é novo aqui: comece com <c>verify</c> e seu nome de usuário do Roblox. Leva dois minutos.`,
  'help.start': 'Comece aqui',
  'help.what-you-have': 'O que você tem',
  'help.in-and-out': 'Trazer e sacar',
  'help.others': 'Com outros membros',
  'help.about-you': 'Sobre você',
  'help.more': 'Mais',
  'help.for-staff': 'Para a equipe: {command}',
  'help.command': '{command}{inputs}: {description}',
};
