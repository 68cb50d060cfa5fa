import type { account as english } from '../en/account.ts';
import type { Translation } from '../translation.ts';

export const account: Translation<typeof english> = {
  'verify.title': 'Muestra que la cuenta es tuya',
  'verify.copy': '1. Copia todas estas palabras:',
  'verify.profile': 'tu perfil de Roblox',
  'verify.paste': `
    2. Abre {profile}, pulsa el lápiz junto a <b>Acerca de</b>, pon ahí las palabras y guarda. El resto del
    texto puede quedarse.`,
  'verify.come-back': '3. Vuelve y pulsa <b>Ya lo guardé</b>.',
  'verify.saved': 'Ya lo guardé',
  'verify.only-for': 'Las palabras solo sirven para <b>{name}</b>. Caducan {when}.',
  'verify.sign-in': 'inicia sesión con Roblox',
  'verify.or-sign-in': `
    O hazlo sin las palabras: {link}. El enlace es solo para ti, funciona una sola vez y caduca en diez
    minutos.`,
  'verify.linked-already.title': 'Ya estás vinculado a {name}',
  'verify.linked-already.text': `
    No hay nada que hacer. <c>inventory</c> muestra lo que tienes, y <c>unlink</c> desvincula la cuenta.`,
  'verify.looks-like-id': `
    <b>{name}</b> parece un id. El nombre de usuario es el nombre con @ de tu perfil de Roblox.`,
  'verify.checking': 'Revisando tu perfil …',
  'verify.not-yet': `
    Las palabras aún no están. Roblox tarda uno o dos minutos en mostrar un perfil cambiado.`,
  'verify.unavailable': 'Roblox no responde ahora mismo.',
  'verify.polling': 'Sigo mirando durante dos minutos. Puedes dejar esto abierto.',
  'verify.check-again': 'Mirar otra vez',
  'verify.other-words': 'Otras palabras',
  'verify.missing': 'Miré durante dos minutos y no las encontré. Por favor, revisa:',
  'verify.missing-words': '• ¿Están las 16 palabras en el texto <b>Acerca de</b>, en el mismo orden?',
  'verify.missing-profile': `
    • ¿Es el perfil de <b>{name}</b>? Para otra cuenta, usa <c>verify</c> con su nombre.`,
  'verify.missing-saved': '• ¿Lo guardaste, y Roblox muestra las palabras y no ####?',
  'linked.title': 'Estás vinculado a {name}',
  'linked.remove-words': 'Ya puedes quitar las palabras de tu perfil.',
  'linked.already-here': 'En el banco ya hay para ti: <b>{pets}</b> y <b>{gems}</b>.',
  'linked.next': `
    Ahora: <c>deposit</c> te muestra cómo traer mascotas, <c>inventory</c> lo que tienes, y <c>help</c> todo
    lo demás.`,
  'username.names-someone.title': 'Eso no encaja',
  'username.names-someone.text': `
    Eso nombra a alguien de Discord. Escribe un nombre de usuario de Roblox: el nombre con @ de un perfil de
    Roblox.`,
  'username.is-link.title': 'Eso no encaja',
  'username.is-link.text': 'Ábrelo y escribe el nombre con @ que ves ahí.',
  'username.only-behind.title': 'Eso no encaja',
  'username.only-behind.text': 'Escribe solo <b>{name}</b>.',
  'unlink.title': '¿Desvincular {name}?',
  'unlink.button': 'Desvincular',
  'unlink.stays': `
    Lo que se queda: <b>{pets}</b> y <b>{gems}</b>, y cada retiro abierto. Son de la cuenta de Roblox.`,
  'unlink.ends': `
    Lo que se acaba: ya no ves la cuenta aquí, ni recibes mensajes sobre ella. <c>verify</c> la vincula otra
    vez.`,
  'unlink.pause': 'Si la vincula otro usuario de Discord, los retiros se pausan un tiempo, para protegerla.',
  'unlink.done.title': '{name} está desvinculada',
  'unlink.done.text': `
    Todo lo que tiene está seguro. <c>verify</c> la vincula otra vez, o vincula otra cuenta.`,
  'whois.has-shown': '{user} ha mostrado que {account} es su cuenta.',
  'whois.check-name': 'Mira bien el nombre en el juego antes de intercambiar.',
  'whois.not-linked.title': 'No vinculado',
  'whois.not-linked.text': `
    {user} no ha mostrado aquí ninguna cuenta de Roblox. <c>verify</c> vincularía una.`,
  'update.updated': 'Tu rol y tu nombre en el servidor están al día.',
  'update.not_allowed': 'No tienes que hacer nada.',
  'update.off': 'Aquí no hay nada más que actualizar.',
  'update.stranger': 'No estás en el servidor del banco, así que ahí no hay nada que actualizar.',
  'export.title': 'Tus datos',
  'export.what': `
    Todo lo que el banco guarda sobre ti y tu cuenta de Roblox, en un archivo JSON: no se lo des a nadie.`,
  'export.whole': `
    Tiene todo tu historial: {count, plural, one {{count, number} movimiento} many {{count, number} de
    movimientos} other {{count, number} movimientos}}.`,
  'export.part': `
    Tiene los últimos {count, number} movimientos de tu historial: más no cabían. <c>history</c> los muestra
    todos, página por página.`,
  'forget.title': '¿Borrar todo sobre ti?',
  'forget.erased': `
    Se borra: tu vínculo, tu nombre y tu foto de Roblox, y las palabras de verificación. <c>export</c> te da
    antes una copia.`,
  'forget.kept': `
    Se queda: el libro del banco, que tiene tu id de Roblox y ningún nombre. El banco olvida en tres días
    los mensajes que te mandó.`,
  'forget.come-back': `
    Puedes volver con <c>verify</c>. Entonces los retiros esperan un tiempo: el banco no puede saber que
    sigues siendo tú.`,
  'forget.erase-me': 'Bórrame',
  'forget.keep-me': 'No me borres',
  'forget.done.title': 'Te hemos olvidado',
  'forget.done.text': 'El banco ya no sabe nada de ti. Adiós, y gracias.',
  'forget.held': 'No mientras el banco guarde algo tuyo',
  'forget.held-nothing-erased': 'No se borró nada, para que no se pierda nada.',
  'forget.held-account': 'La cuenta de Roblox: <b>{name}</b>.',
  'forget.held-goods': 'En el banco: <b>{goods}</b>. Sácalo con <c>withdraw</c>.',
  'forget.held-withdrawals': `
    Retiros abiertos: {count, number}. Recógelos en el juego, o cancélalos con <c>cancel</c>.`,
  'forget.held-quarantine': 'En cuarentena: <b>{goods}</b>. Pregunta al equipo.',
  'forget.held-cases': `
    El equipo aún revisa {count, plural, one {un intercambio tuyo} many {intercambios tuyos} other
    {intercambios tuyos}}. Pregúntales.`,
  'proof.title': 'Tu prueba',
  'proof.nothing': 'La última vez que el banco contó, no tenías nada. Pronto cuenta otra vez.',
  'proof.too-large': 'Tienes tantos tipos de mascotas que Discord no acepta un archivo tan grande.',
  'proof.what': `
    Todo lo que tenías en el paso {seq, number} del libro del banco está en este archivo: {count, plural,
    one {{count, number} tipo} many {{count, number} de tipos} other {{count, number} tipos}}, contando lo
    disponible, lo apartado y lo que está en revisión.`,
  'proof.check': `
    Abre la página de la prueba del banco en un navegador y elige el archivo en «¿Estoy dentro?». O
    compruébalo sin nosotros: petbank check-proof.`,
  'proof.root': 'Lleva a la raíz {root}, que la página también muestra.',
  'notices.title': 'Tus mensajes',
  'notices.how': `
    Te mando un mensaje cuando pasa algo en tu cuenta. Pulsa un botón para apagar o encender un tipo de
    mensaje.`,
  'notices.always': `
    <b>Siempre encendido</b>, para que nadie se lleve nada sin que lo sepas: lo que sale de tu cuenta, lo
    que decide el equipo, cuando algo va mal, y cuando otra persona vincula tu cuenta de Roblox.`,
  'notices.on': '{kind}: encendido',
  'notices.off': '{kind}: apagado',
  'notices.deposits': 'Depósitos',
  'notices.deposits.about': 'Lo que entregaste ha llegado.',
  'notices.withdrawals': 'Retiros',
  'notices.withdrawals.about': 'Cada paso de un retiro, hasta el final.',
  'notices.gifts': 'Regalos',
  'notices.gifts.about': 'Alguien te ha dado algo.',
  'notices.trades': 'Intercambios',
  'notices.trades.about': 'Alguien quiere intercambiar contigo, o ha respondido a una oferta.',
  'notices.tellers': 'Cajeros',
  'notices.tellers.about': 'Un cajero con tu retiro está otra vez en el juego.',
  'username.no-name.title': 'Eso no encaja',
  'username.no-name.text':
    'Escribe el nombre de usuario como lo ves en el perfil de Roblox, con 1 a 50 caracteres.',
};
