import type { choosing as english } from '../en/choosing.ts';
import type { Translation } from '../translation.ts';

export const choosing: Translation<typeof english> = {
  'choose.did-you-mean': '¿Querías decir una de estas?',
  'choose.which-one': '¿Cuál?',
  'choose.none-exactly': 'Ninguna mascota se llama exactamente <b>{typed}</b>.',
  'choose.none-free': `
    Ninguna de tus mascotas disponibles se llama exactamente <b>{typed}</b>. Las que están en un retiro no
    cuentan.`,
  'choose.several': 'Varias mascotas se llaman <b>{typed}</b>.',
  'choose.pet': 'Elige una mascota',
  'choose.pets': 'Elige mascotas',
  'choose.from-list': 'Elige de la lista; puedes elegir varias.',
  'choose.found': `
    {count, plural, one {{count, number} de tus mascotas tiene} many {{count, number} de tus mascotas
    tienen} other {{count, number} de tus mascotas tienen}} <b>{find}</b> en el nombre.`,
  'choose.page': 'Página {page, number} de {pages, number}.',
  'choose.hint': `
    {free, plural, one {{free, number} disponible} many {{free, number} disponibles} other {{free, number}
    disponibles}}, {worth}`,
  'choose.hint-id': `
    {free, plural, one {{free, number} disponible} many {{free, number} disponibles} other {{free, number}
    disponibles}}, {worth}, id {id}`,
  'choose.something-first': 'Elige primero mascotas o gemas.',
  'choose.find': 'Buscar',
  'choose.find-title': 'Buscar una mascota',
  'choose.find-words': 'Palabras de su nombre',
  'choose.show-all': 'Mostrar todo',
  'choose.how-many': '¿Cuántas?',
  'choose.how-many-part': '¿Cuántas? {part, number} de {parts, number}',
  'choose.gems': 'Gemas',
  'choose.how-many-gems': '¿Cuántas gemas?',
  'choose.up-to': 'hasta {free, number}, o «todo»; vacío: nada',
  'choose.which-pet.title': '¿Qué mascota?',
  'choose.which-pet.text': `
    Diste un número pero ninguna mascota. Di qué mascota, o pon el número en las gemas.`,
  'choose.too-many-kinds.title': 'Demasiados tipos a la vez',
  'choose.too-many-kinds.text': `
    Puedes elegir hasta {count, number} tipos de mascotas a la vez. Elige los demás después.`,
  'choose.not-a-number.title': 'Eso no es un número',
  'choose.not-a-number.text': '<b>{field}</b>: escribe un número entero, como 3, 1000 o 2.5m, o «todo».',
  'choose.more-than-free.title': 'Es más de lo que tienes',
  'choose.more-than-free.text': `
    <b>{field}</b>: tienes {free, plural, one {{free, number} disponible} many {{free, number} disponibles}
    other {{free, number} disponibles}}.`,
  'choose.all-in-withdrawals': 'Todo lo que tienes ya está en retiros. <c>cancel</c> cancela uno.',
  'choose.nothing-yet': 'El banco aún no guarda nada tuyo. <c>deposit</c> te muestra cómo traer mascotas.',
  'choose.no-such-pet.title': 'No tienes esa mascota aquí',
  'choose.no-such-pet.text': `
    Ninguna de tus mascotas disponibles se llama <b>{typed}</b>. <c>inventory</c> muestra lo que tienes. O no
    escribas ninguna mascota y elige de una lista.`,
  'button.continue': 'Continuar',
  'button.stop': 'Parar',
  'button.change-it': 'Cambiarlo',
  'button.keep-it': 'Dejarlo así',
  'button.back': 'Atrás',
  'nothing-changed.title': 'No se cambió nada',
  'nothing-changed.text': 'Todo sigue como estaba.',
};
