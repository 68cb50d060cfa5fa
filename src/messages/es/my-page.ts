import type { myPage as english } from '../en/my-page.ts';
import type { Translation } from '../translation.ts';

export const myPage: Translation<typeof english> = {
  'me.description': 'Lo que tienes en este banco.',
  'me.opening': 'Abriendo tu página …',
  'me.link': 'Tu página en el banco',
  'me.link-opens': `
    El enlace que te dio el bot funciona una sola vez. Abre tu página en este navegador durante cuatro
    horas.`,
  'me.open': 'Abrir mi página',
  'me.beware': '¿Es el dispositivo de otra persona? Cierra la página cuando termines.',
  'me.closed': 'Tu página está cerrada',
  'me.ask-again': 'Pide <c>mypage</c> a nuestro bot en Discord. Te da un enlace a tu página.',
  'me.spent': 'Este enlace ya se usó, o pasaron sus diez minutos. Pide otro al bot con <c>mypage</c>.',
  'me.has-closed': 'Esta página se ha cerrado. Pide otro enlace al bot con <c>mypage</c>.',
  'me.no-answer': 'El banco no responde. Inténtalo otra vez en un minuto.',
  'me.failed': 'El banco respondió {status, number}. Inténtalo otra vez en un minuto.',
  'me.username': '@{name} en Roblox.',
  'me.only-shows': 'Aquí solo puedes mirar: no se puede regalar ni retirar nada.',
  'me.download': 'Descargar todos tus datos',
  'me.close': 'Cerrar esta página',
  'me.closes': 'Se cierra sola: {at}.',
  'me.unvalued': `
    {count, plural, one {{count, number} mascota no tiene} many {{count, number} de mascotas no tienen}
    other {{count, number} mascotas no tienen}} un valor conocido.`,
  'me.cooldown': `
    Esta cuenta estaba vinculada hasta hace poco a otro usuario de Discord. Podrás retirar a partir de:
    {at}.`,
  'me.hold-staff': `
    En espera: <b>{goods}</b>. Es tuyo. Podrás usarlo cuando el equipo haya revisado al cajero que lo
    recibió.`,
  'me.hold-gift': 'En espera: <b>{goods}</b>. Es tuyo. Podrás usarlo a partir de: {at}.',
  'me.hold': 'En espera: <b>{goods}</b>. Es tuyo. Podrás usarlo a partir de: {at}; casi siempre, antes.',
  'me.worth': 'Cuánto vale',
  'me.worth-plot': 'Cuánto valen todas tus mascotas y gemas con el tiempo',
  'me.worth-newest': 'Lo último',
  'me.worth-series': 'Valor',
  'me.worth-after': 'Después de cada uno de tus últimos {count, number} movimientos, con los valores de hoy.',
  'me.withdrawals': 'Retiros abiertos',
  'me.no-withdrawals': 'Ninguno. Pide <c>withdraw</c> al bot para recuperar algo.',
  'me.reserved': 'Te espera',
  'me.claimed': 'Te lo están entregando',
  'me.uncertain': 'En revisión',
  'me.meet': 'Encuéntrate con {teller} en el juego.',
  'me.in-parts': 'Ahora mismo ningún cajero lo tiene todo: quizá llegue por partes.',
  'me.has-it': '{teller} lo tiene listo en el juego.',
  'me.somebody-has-it': 'Un cajero lo tiene listo en el juego.',
  'me.not-said': 'Nadie ha dicho aún si lo recibiste. Lo que no recibiste sigue siendo tuyo.',
  'me.requested': 'Pedido: {at}',
  'me.requested-until': 'Pedido: {at}. Te espera hasta: {until}',
  'me.kinds': `
    {count, plural, one {{count, number} tipo} many {{count, number} de tipos} other {{count, number}
    tipos}}`,
  'me.no-pets': 'Aún nada. Pide <c>deposit</c> al bot: te muestra cómo traer la primera mascota.',
  'me.in-withdrawal': '{count, number} en un retiro',
  'me.on-hold': '{count, number} en espera',
  'me.show-more': 'Mostrar más',
  'me.history': 'Lo que pasó',
  'me.nothing-yet': 'Aún nada.',
  'me.older': 'Mostrar anteriores',
  'me.try-again': 'Intentar otra vez',
  'me.traded': '{got} por {gave}',
  'me.with': 'con @{name}',
  'me.by': 'por {teller}',
  'me.counted': '¿Me han contado?',
  'me.counted-how': `
    El banco publica la suma de todo lo que debe en su {page}. Aquí tu propio navegador comprueba que todo
    lo que tienes está en esa suma, sin fiarse de nadie.`,
  'me.proof-page': 'página de la prueba',
  'me.check': 'Comprobar ahora',
  'me.checking': 'Comprobando …',
  'me.counted-nothing': 'La última vez que el banco contó, no tenías nada en él.',
  'me.counted-all': `
    {count, plural, one {Se ha contado {count, number} tipo, el que tenías en el paso {seq, number}.} many
    {Se han contado los {count, number} de tipos que tenías en el paso {seq, number}.} other {Se han
    contado los {count, number} tipos que tenías en el paso {seq, number}.}}`,
  'me.needs-https': 'Tu navegador solo puede comprobarlo por https.',
  'me.does-not-hold': 'La prueba no es correcta. {why}. Díselo a otros miembros.',
  'me.counted-anew': 'El banco acaba de contar de nuevo. Compruébalo otra vez.',
  'me.tellers': 'Nuestros cajeros',
  'me.tellers-only': 'Intercambia solo con estas cuentas. Cualquier otro que diga ser cajero miente.',
  'me.teller-online': 'En el juego ahora',
  'me.teller-attended': 'Lo maneja una persona: pregunta antes de ir',
  'me.teller-silent': 'No se le ha visto últimamente',
  'me.teller-paused': 'No entrega nada por ahora',
  'me.teller-place': 'Dónde está en el juego',
  'me.other-site': 'Solo las páginas de este banco pueden pedir esto.',
};
