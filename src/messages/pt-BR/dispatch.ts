import type { dispatch as english } from '../en/dispatch.ts';
import type { Translation } from '../translation.ts';

export const dispatch: Translation<typeof english> = {
  'dispatch.unknown.title': 'Não conheço esse comando',
  'dispatch.unknown.text': '<c>help</c> mostra tudo o que eu sei fazer.',
  'dispatch.near-miss.title': 'Não conheço esse comando',
  'dispatch.near-miss.text': 'Você quis dizer {command}? <c>help</c> mostra tudo o que eu sei fazer.',
  'dispatch.staff-only.title': 'Só para a equipe',
  'dispatch.staff-only.text': 'Só a equipe do servidor deste banco pode fazer isso.',
  'dispatch.level.title': 'Você não pode fazer isso',
  'dispatch.level.text': `
    Seu nível aqui é <b>{level}</b>. Para isto precisa de <b>{needed}</b>. Peça a alguém que tenha, ou a quem
    cuida deste banco.`,
  'dispatch.not-yours.title': 'Isto é para outra pessoa',
  'dispatch.not-yours.text': 'Só quem usou o comando pode apertar. <c>help</c> mostra como usar o seu.',
  'dispatch.needs-another.title': 'Outra pessoa precisa apertar',
  'dispatch.needs-another.text': 'Você propôs, então outra pessoa da equipe confirma.',
  'dispatch.not-here.title': 'Aqui não',
  'dispatch.not-here.text': `
    Os administradores deste servidor desligaram este comando aqui, ou para você. Tente em outro canal ou
    escreva direto para mim.`,
  'dispatch.too-old.title': 'Esta mensagem é antiga demais',
  'dispatch.too-old.text': 'Nada foi feito. Use o comando de novo.',
  'dispatch.used-up.title': 'Já foi feito',
  'dispatch.used-up.text': 'Isto já foi apertado antes. Nada foi feito duas vezes.',
  'dispatch.in-progress.title': 'Um momento',
  'dispatch.in-progress.text': 'Isto já está em andamento.',
  'dispatch.too-long.title': 'Curto demais ou longo demais',
  'dispatch.too-long.text': 'Nada foi feito. Preencha o formulário de novo.',
  'dispatch.too-fast.title': 'Um pouco mais devagar, por favor',
  'dispatch.too-fast.text': 'Foi muita coisa de uma vez. Desta vez nada foi feito: tente de novo {when}.',
  'dispatch.left-over.title': 'Não entendi tudo isso',
  'dispatch.left-over.text': `
    Nada foi feito. Não sei o que <b>{typed}</b> quer dizer aqui. <c>help</c> mostra como usar.`,
};
