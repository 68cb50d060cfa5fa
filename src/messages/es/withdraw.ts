import type { withdraw as english } from '../en/withdraw.ts';
import type { Translation } from '../translation.ts';

export const withdraw: Translation<typeof english> = {
  'withdraw.what': '¿Qué quieres recuperar?',
  'withdraw.so-far': 'Tu retiro hasta ahora',
  'withdraw.nothing': 'Nada que retirar',
  'withdraw.confirm': '¿Retirar esto?',
  'withdraw.withdraw': 'Retirar',
  'withdraw.how': `
    El banco lo aparta para ti y un cajero te lo entrega en el juego. Si lo haces ahora, recógelo a tiempo:
    caduca {when}.`,
  'withdraw.only-what': 'Solo lo que tiene {teller}',
  'withdraw.stays-up-to-date': `
    Este mensaje se actualiza solo. Deja de hacerlo {when}: después, usa <c>history</c>.`,
  'withdraw.whom-to-meet': 'Con quién encontrarte',
  'withdraw.whom-to-meet-in-turn': 'Con quién encontrarte, uno tras otro',
  'withdraw.check-name': 'Mira bien el nombre antes de intercambiar: nadie más es cajero de este banco.',
  'withdraw.has-all': '{teller} · lo tiene todo',
  'withdraw.has-part': '{teller} · tiene <b>{goods}</b>',
  'withdraw.nobody-has-it': `
    Ahora mismo ningún cajero puede entregarlo. Queda apartado para ti hasta que uno pueda, o hasta que
    caduque.`,
  'withdraw.in-parts': `
    Ningún cajero lo tiene todo, así que llega por partes. Cada cajero entrega lo que tiene, y el resto te
    espera.`,
  'withdraw.first-in-line': 'Eres el primero de la cola.',
  'withdraw.others-wait': `
    {count, plural, one {{count, number} retiro de otra persona lleva} many {{count, number} retiros de
    otros llevan} other {{count, number} retiros de otros llevan}} más tiempo esperando.`,
  'withdraw.many-others-wait': '{count, number} o más retiros de otros llevan más tiempo esperando.',
  'withdraw.cancel-it': 'Cancelarlo',
  'withdraw.cancel-rest': 'Cancelar el resto',
  'withdraw.other-claimed': '<b>{teller}</b> está entregando la otra parte:',
  'withdraw.other-claimed-by-one': 'Un cajero está entregando la otra parte:',
  'withdraw.other-uncertain': 'La otra parte está en revisión:',
  'withdraw.other-waits': 'La otra parte también es tuya y espera a un cajero que la tenga. Caduca {when}:',
  'withdraw.waiting': 'Te espera en el juego',
  'withdraw.nobody-yet': `
    Ahora mismo ningún cajero puede entregarte esto. Te escribiré cuando un cajero que lo tenga vuelva al
    juego.`,
  'withdraw.meet': `
    Busca en el juego a uno de los cajeros de abajo. Usa la misma cuenta de Roblox. El cajero te entrega
    esto.`,
  'withdraw.expires': 'Caduca {when}. Lo que no recojas hasta entonces vuelve a tu saldo.',
  'withdraw.claimed.title': 'Te lo están entregando',
  'withdraw.claimed.text': '<b>{teller}</b> lo tiene listo. Acepta el intercambio en el juego.',
  'withdraw.claimed-part.title': 'Llega por partes',
  'withdraw.claimed-part.text': '<b>{teller}</b> tiene lista esta parte. Acepta el intercambio en el juego.',
  'withdraw.a-teller': 'Un cajero',
  'withdraw.under-review': 'En revisión',
  'withdraw.not-reported': `
    <b>{teller}</b> no ha dicho cómo terminó el intercambio. No se pierde nada: lo que no recibiste sigue
    siendo tuyo.`,
  'withdraw.will-be-settled': `
    El cajero vuelve a contar sus mascotas, o lo averigua el equipo. Si lo recibiste, no tienes que hacer
    nada.`,
  'withdraw.delivered-part.title': 'Una parte está entregada',
  'withdraw.delivered-part.text': 'Ya tienes esta parte:',
  'withdraw.delivered.title': 'Entregado',
  'withdraw.delivered.text': 'Ya lo tienes. ¡Gracias por usar nuestro banco!',
  'withdraw.partly_delivered.title': 'Entregado en parte',
  'withdraw.partly_delivered.text': `
    Lo que no recibiste ha vuelto a tu saldo. <c>history</c> muestra lo que recibiste. Habías pedido:`,
  'withdraw.cancelled.title': 'Cancelado',
  'withdraw.cancelled.text': 'Todo ha vuelto a tu saldo:',
  'withdraw.expired.title': 'Caducado',
  'withdraw.expired.text': `
    Nadie lo recogió a tiempo, así que todo ha vuelto a tu saldo. Con <c>withdraw</c> empiezas de nuevo.`,
  'cancel.nothing.title': 'Nada que cancelar',
  'cancel.nothing.text': 'No tienes retiros abiertos. Con <c>withdraw</c> empiezas uno.',
  'cancel.too-late.title': 'Ya es tarde para cancelar',
  'cancel.too-late.text': `
    Tus retiros abiertos ya los tiene un cajero, o están en revisión. Mira en el juego, o pregunta al
    equipo.`,
  'cancel.choose': 'Elige un retiro',
  'cancel.which.title': '¿Cuál?',
  'cancel.which.text': 'Todavía no se ha cancelado nada.',
  'cancel.none-of-them': 'Ninguno',
  'cancel.confirm': '¿Cancelar este retiro?',
  'cancel.after': 'Todo vuelve a tu saldo al instante. Si lo dejas, caduca {when}.',
  'call-teller.call': 'Llamar a un cajero',
  'call-teller.called.title': 'El equipo ya lo sabe',
  'call-teller.called.text': `
    Saben que esperas a un cajero. Te escribiré cuando uno vaya en camino. Quédate en el juego.`,
  'dispute.button': 'No lo recibí',
  'dispute.reported.title': 'El equipo lo va a revisar',
  'dispute.reported.text': `
    Saben que no recibiste tu retiro <b>{withdrawal}</b>, y comparan los libros del banco con el juego.
    Cuéntales lo que viste; una captura de pantalla ayuda. No tienes que hacer nada más.`,
};
