import type { notices as english } from '../en/notices.ts';
import type { Translation } from '../translation.ts';

export const notices: Translation<typeof english> = {
  'notice.field.in-account': 'Añadido a tu cuenta',
  'notice.field.out-of-account': 'Sacado de tu cuenta',
  'notice.field.set-aside': 'Apartado para ti',
  'notice.field.back-in-balance': 'De vuelta en tu saldo',
  'notice.field.in-trade': 'En el intercambio',
  'notice.field.in-trade-now': 'Ahora en el intercambio',
  'notice.field.you-got': 'Recibiste',
  'notice.field.you-gave': 'Diste',
  'notice.field.you-would-get': 'Recibirías',
  'notice.field.you-keep': 'Te quedas con',
  'notice.field.you-can-get': 'Puedes recibir',
  'notice.field.was-offered': 'Se ofrecía',
  'notice.field.given-back': 'Devuelto',
  'notice.field.with-owners': 'De vuelta con sus dueños',
  'notice.field.why': 'Por qué',
  'notice.field.to': 'Para',
  'notice.field.from': 'De',
  'notice.field.with': 'Con',
  'notice.field.by': 'Por',
  'notice.field.who': 'Quién',
  'notice.field.withdrawal': 'Retiro',
  'notice.field.goods': 'Mascotas y gemas',
  'notice.field.account': 'Cuenta de Roblox',
  'notice.news.title': 'Noticias del banco: {topic}',
  'notice.deposit_credited.title': 'Tu depósito ha llegado',
  'notice.deposit_credited.text': 'Está en tu cuenta. Puedes verlo en <c>inventory</c>.',
  'notice.deposit_quarantined.title': 'Parte de tu depósito está en revisión',
  'notice.deposit_quarantined.text': `
    No se ha perdido nada: el banco lo guarda todo. El equipo revisa lo que no se pudo añadir a tu cuenta. Te
    diré el resultado.`,
  'notice.quarantine_credited.title': 'El equipo revisó tu depósito: es tuyo',
  'notice.quarantine_returned.title': 'El equipo revisó tu depósito: te lo devolvieron',
  'notice.quarantine_returned.text': 'Te lo devolvieron en el juego.',
  'notice.adjustment.title': 'El equipo corrigió tu cuenta',
  'notice.deposit_reversed.title': 'Se anuló un depósito',
  'notice.deposit_reversed.text': `
    El equipo cree que no ocurrió en el juego y que alguien lo informó con una clave robada de un cajero. ¿De
    verdad lo entregaste? Díselo al equipo: no se ha perdido nada tuyo.`,
  'notice.transfer_sent.title': 'Tu regalo ha llegado',
  'notice.transfer_sent.text': `
    ¿No fuiste tú? Díselo enseguida al equipo. Pueden devolvértelo mientras esté en espera. Puedes verlo en
    <c>history</c>.`,
  'notice.transfer_sent.without-hold': `
    ¿No fuiste tú? Díselo enseguida al equipo. Puedes verlo en <c>history</c>.`,
  'notice.transfer_received.title': 'Alguien te ha regalado algo',
  'notice.transfer_received.text': `
    Está en tu cuenta. Tienes que quedártelo un tiempo, para que el equipo pueda ayudar si robaron una cuenta.
    <c>inventory</c> muestra hasta cuándo.`,
  'notice.transfer_received.without-hold': 'Está en tu cuenta. Puedes verlo en <c>inventory</c>.',
  'notice.trade_invited.title': 'Alguien quiere intercambiar contigo',
  'notice.trade_invited.text': `
    No se ha movido nada. <c>trade</c> muestra lo que da la otra persona. Tú eliges lo que das, y los dos
    tienen que aceptar. Intercambia solo con gente que conoces.`,
  'notice.trade_lost.title': 'Tu intercambio tiene que empezar de nuevo',
  'notice.trade_lost.text': `
    El banco se reinició mientras preparaban un intercambio. No se ha movido nada: empieza de nuevo con
    <c>trade</c>.`,
  'notice.trade_offered.title': 'Alguien te ofrece un intercambio',
  'notice.trade_offered.text': `
    No se ha movido nada. <c>trade</c> muestra las dos partes. Míralas primero, e intercambia solo con gente
    que conoces.`,
  'notice.trade_accepted.title': 'Tu intercambio está hecho',
  'notice.trade_accepted.text': `
    Las dos partes se movieron a la vez. Tienes que quedarte un tiempo lo que recibiste. <c>inventory</c>
    muestra hasta cuándo.`,
  'notice.trade_accepted.without-hold': `
    Las dos partes se movieron a la vez. <c>inventory</c> muestra lo que tienes ahora.`,
  'notice.trade_declined.title': 'Rechazaron tu oferta',
  'notice.trade_withdrawn.title': 'Retiraron una oferta que te hicieron',
  'notice.trade_taken_back.title': 'El equipo retiró una oferta',
  'notice.more-alike': 'Y {count, number} más como estos.',
  'notice.nothing-moved': 'No se ha movido nada.',
  'notice.gift_undone.title': 'El equipo deshizo un regalo o un intercambio',
  'notice.gift_undone.text': 'Todo está de vuelta con su dueño. Puedes verlo en <c>history</c>.',
  'notice.delivery_undone.title': 'Tu retiro ha vuelto a tu saldo',
  'notice.delivery_undone.text': 'El equipo vio que no te lo entregaron en el juego.',
  'notice.withdrawal_reserved.title': 'Tu retiro está listo para recoger',
  'notice.withdrawal_reserved.text': `
    Ve con un cajero en el juego, con la misma cuenta de Roblox. <c>tellers</c> muestra los verdaderos. Si
    cambias de idea, <c>cancel</c> lo devuelve a tu saldo.`,
  'notice.teller_back.title': 'Un cajero con tu retiro está ahora en el juego',
  'notice.teller_back.text': `
    Ve con este cajero con la misma cuenta de Roblox. <c>tellers</c> muestra dónde está y que es el
    verdadero.`,
  'notice.teller_coming.title': 'Un cajero va hacia ti en el juego',
  'notice.teller_coming.text': 'Quédate en el juego. Comprueba el nombre antes de intercambiar.',
  'notice.withdrawal_claimed.title': 'Un cajero te está entregando tu retiro',
  'notice.withdrawal_claimed.text': `
    Ve al juego y acepta allí el intercambio. Comprueba antes el nombre: <c>tellers</c> muestra los cajeros
    verdaderos.`,
  'notice.withdrawal_split.title': 'Tu retiro llega en dos partes',
  'notice.withdrawal_split.text': `
    Ahora ningún cajero lo tiene todo. Uno entrega esta parte: ve al juego y acepta allí el intercambio. El
    resto queda apartado para ti hasta que un cajero lo tenga. <c>history</c> muestra las dos.`,
  'notice.withdrawal_declined.title': 'El intercambio no se hizo',
  'notice.withdrawal_declined.text': 'Tu retiro todavía te espera. Vuelve a ver a un cajero en el juego.',
  'notice.withdrawal_delivered.title': 'Tu retiro fue entregado',
  'notice.withdrawal_delivered.text': '¿No lo recibiste en el juego? Pulsa el botón: el equipo lo revisará.',
  'notice.withdrawal_partly_delivered.title': 'Parte de tu retiro fue entregada',
  'notice.withdrawal_partly_delivered.text': `
    El resto está de vuelta en tu saldo. Puedes verlo en <c>inventory</c>.`,
  'notice.withdrawal_expired.title': 'Tu retiro ha caducado',
  'notice.withdrawal_expired.text': `
    Nadie lo recogió a tiempo, así que todo está de vuelta en tu saldo. Con <c>withdraw</c> empiezas de
    nuevo.`,
  'notice.withdrawal_cancelled.title': 'Tu retiro fue cancelado',
  'notice.withdrawal_cancelled.text': 'Todo está de vuelta en tu saldo.',
  'notice.withdrawal_uncertain.title': 'Tu retiro está en revisión',
  'notice.withdrawal_uncertain.text': `
    El cajero no dijo si el intercambio se hizo. Tu retiro queda apartado hasta que se sepa. El equipo ya está
    avisado.`,
  'notice.link_taken_over.title': 'Tu cuenta de Roblox fue vinculada a otra persona',
  'notice.link_taken_over.text': `
    Durante un tiempo no se puede retirar nada de ella. ¿No fuiste tú? Entonces otra persona puede cambiar tu
    perfil de Roblox. Cambia tu contraseña de Roblox, díselo al equipo y vincula la cuenta de nuevo con
    <c>verify</c>.`,
};
