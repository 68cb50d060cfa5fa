import type { overview as english } from '../en/overview.ts';
import type { Translation } from '../translation.ts';

export const overview: Translation<typeof english> = {
  'balance.title': 'Tu saldo',
  'balance.gems': 'Gemas',
  'balance.gems-in-withdrawals': 'Gemas en retiros',
  'balance.pets': 'Mascotas',
  'balance.worth': 'Todo vale',
  'balance.more': 'Tus mascotas: <c>inventory</c> · Lo que pasó: <c>history</c>',
  'balance.whole': 'La imagen llega hasta el principio, {since}. Usa los valores de hoy de las mascotas.',
  'balance.part': `
    La imagen muestra los últimos {count, number} movimientos, desde {since}. Usa los valores de hoy de las
    mascotas.`,
  'balance.picture': 'Gemas y valor con el tiempo: ahora {gems} y un valor de {worth}.',
  'restriction.quarantine': `
    En cuarentena: <b>{goods}</b>. El equipo lo tiene que revisar antes. No se ha perdido, pero aún no cuenta
    aquí.`,
  'restriction.frozen': `
    Tu cuenta está congelada: por ahora no se puede retirar nada. Pregunta al equipo por qué.`,
  'restriction.cooldown': 'Podrás retirar otra vez {when}. Esta cuenta se vinculó hace poco.',
  'on-hold.brought': `
    Acaba de llegar: <b>{goods}</b>. Es tuyo. Podrás usarlo desde las {clock} ({when}), casi siempre en un
    minuto.`,
  'on-hold.given': `
    De otro miembro: <b>{goods}</b>. Podrás usarlo desde las {clock} ({when}). Hasta entonces, el equipo puede
    deshacer el regalo o el intercambio.`,
  'on-hold.others': `
    El equipo está revisando a un cajero. <b>{goods}</b> es tuyo, y podrás usarlo cuando terminen.`,
  'inventory.title': 'Tus mascotas',
  'inventory.title-page': 'Tus mascotas, página {page, number} de {pages, number}',
  'inventory.none': 'Aún no tienes mascotas. <c>deposit</c> te muestra cómo traer la primera.',
  'inventory.of-kinds': `
    <b>{count, number}</b>, de {kinds, plural, one {{kinds, number} tipo} many {{kinds, number} de tipos}
    other {{kinds, number} tipos}}`,
  'inventory.in-withdrawals': 'En retiros',
  'inventory.pet': '<b>{count, number} × {pet}</b>, {worth}',
  'inventory.pet-reserved': '<b>{count, number} × {pet}</b>, {worth}, y {reserved, number} en un retiro',
  'inventory.pet-none-free': '<b>{pet}</b>, {worth}: {reserved, number} en un retiro, ninguna disponible',
  'inventory.picture': `
    Las mascotas de la página {page, number} de {pages, number} como tarjetas; la lista dice lo mismo.`,
  'pages.back': '◀ Atrás',
  'pages.next': 'Siguiente ▶',
  'pages.go-to': 'Ir a la página',
  'pages.number': 'Página, de 1 a {pages, number}',
  'value.cannot-be-traded': '<b>Esta mascota no se puede intercambiar</b>, así que el banco no la acepta.',
  'value.updated': 'Actualizado {when}. El valor se calcula con ventas pasadas; no es una promesa.',
  'value.value': 'Valor',
  'value.average-price': 'Precio medio reciente',
  'value.in-the-game': 'En el juego',
  'value.kind': 'Tipo',
  'value.not-known': 'no se sabe',
  'value.picture': 'El valor de {pet} con el tiempo, entre {lowest, number} y {highest, number} gemas.',
  'value.unknown-pet.title': 'No existe esa mascota',
  'value.unknown-pet.text': `
    El banco no conoce ninguna mascota llamada <b>{typed}</b>. Revisa cómo se escribe, o usa <c>value</c> y
    elige entre las sugerencias.`,
  'value.no-longer.title': 'Esta mascota ya no está en la lista',
  'value.no-longer.text': 'La lista de mascotas acaba de cambiar. Vuelve a preguntar con <c>value</c>.',
  'value.none.title': 'Aquí no hay valores',
  'value.none.text': `
    Este banco acepta cualquier mascota y no guarda valores. <c>inventory</c> muestra lo que tienes.`,
};
