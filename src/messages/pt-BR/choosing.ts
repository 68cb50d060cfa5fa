import type { choosing as english } from '../en/choosing.ts';
import type { Translation } from '../translation.ts';

export const choosing: Translation<typeof english> = {
  'choose.did-you-mean': 'Você quis dizer um destes?',
  'choose.which-one': 'Qual deles?',
  'choose.none-exactly': 'Nenhum pet se chama exatamente <b>{typed}</b>.',
  'choose.none-free': `
    Nenhum dos seus pets disponíveis se chama exatamente <b>{typed}</b>. Os que estão em um saque não
    contam.`,
  'choose.several': 'Vários pets se chamam <b>{typed}</b>.',
  'choose.pet': 'Escolha um pet',
  'choose.pets': 'Escolha os pets',
  'choose.from-list': 'Escolha na lista; pode escolher vários.',
  'choose.found': `
    {count, plural, one {{count, number} dos seus pets tem} many {{count, number} dos seus pets têm} other
    {{count, number} dos seus pets têm}} <b>{find}</b> no nome.`,
  'choose.page': 'Página {page, number} de {pages, number}.',
  'choose.hint': `
    {free, plural, one {{free, number} disponível} many {{free, number} disponíveis} other {{free, number}
    disponíveis}}, {worth}`,
  'choose.hint-id': `
    {free, plural, one {{free, number} disponível} many {{free, number} disponíveis} other {{free, number}
    disponíveis}}, {worth}, id {id}`,
  'choose.something-first': 'Escolha primeiro pets ou gemas.',
  'choose.find': 'Buscar',
  'choose.find-title': 'Buscar um pet',
  'choose.find-words': 'Palavras do nome',
  'choose.show-all': 'Mostrar tudo',
  'choose.how-many': 'Quantos?',
  'choose.how-many-part': 'Quantos? {part, number} de {parts, number}',
  'choose.gems': 'Gemas',
  'choose.how-many-gems': 'Quantas gemas?',
  'choose.up-to': 'até {free, number}, ou “tudo”; vazio: nada',
  'choose.which-pet.title': 'Qual pet?',
  'choose.which-pet.text': 'Você deu um número, mas nenhum pet. Diga qual pet, ou ponha o número nas gemas.',
  'choose.too-many-kinds.title': 'Tipos demais de uma vez',
  'choose.too-many-kinds.text': `
    Você pode escolher até {count, number} tipos de pets de uma vez. Escolha os outros depois.`,
  'choose.not-a-number.title': 'Isso não é um número',
  'choose.not-a-number.text': '<b>{field}</b>: escreva um número inteiro, como 3, 1000 ou 2.5m, ou “tudo”.',
  'choose.more-than-free.title': 'É mais do que você tem',
  'choose.more-than-free.text': `
    <b>{field}</b>: você tem {free, plural, one {{free, number} disponível} many {{free, number}
    disponíveis} other {{free, number} disponíveis}}.`,
  'choose.all-in-withdrawals': 'Tudo o que você tem já está em saques. <c>cancel</c> cancela um.',
  'choose.nothing-yet': 'O banco ainda não guarda nada seu. <c>deposit</c> mostra como trazer pets.',
  'choose.no-such-pet.title': 'Você não tem esse pet aqui',
  'choose.no-such-pet.text': `
    Nenhum dos seus pets disponíveis se chama <b>{typed}</b>. <c>inventory</c> mostra o que você tem. Ou não
    escreva nenhum pet e escolha em uma lista.`,
  'button.continue': 'Continuar',
  'button.stop': 'Parar',
  'button.change-it': 'Mudar',
  'button.keep-it': 'Deixar como está',
  'button.back': 'Voltar',
  'nothing-changed.title': 'Nada foi mudado',
  'nothing-changed.text': 'Tudo continua como estava.',
};
