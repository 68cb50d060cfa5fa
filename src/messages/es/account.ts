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
    O hazlo sin las palabras: {link}. El enlace es solo para ti. Funciona una vez, durante diez minutos.`,
  'verify.linked-already.title': 'Ya estás vinculado a {name}',
  'verify.linked-already.text': `
    No tienes que hacer nada. <c>inventory</c> muestra lo que tienes. Para usar otra cuenta, usa antes
    <c>unlink</c>.`,
  'verify.looks-like-id': `
    <b>{name}</b> parece un número de id. Tu nombre de usuario es el nombre con @ de tu perfil de Roblox.`,
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
  'verify.missing-saved': '• ¿Lo guardaste? ¿Roblox muestra las palabras, y no ####?',
  'linked.title': 'Estás vinculado a {name}',
  'linked.remove-words': 'Ya puedes quitar las palabras de tu perfil.',
  'linked.already-here': 'En el banco ya hay para ti: <b>{pets}</b> y <b>{gems}</b>.',
  'linked.next': `
    Ahora: <c>deposit</c> te muestra cómo traer mascotas. <c>inventory</c> muestra lo que tienes. <c>help</c>
    muestra todo lo demás.`,
  'username.names-someone.title': 'Eso no es un nombre de usuario de Roblox',
  'username.names-someone.text': `
    Eso es alguien de Discord. Escribe un nombre de usuario de Roblox: el nombre con @ de un perfil de
    Roblox.`,
  'username.is-link.title': 'Eso no es un nombre de usuario de Roblox',
  'username.is-link.text': 'Eso es un enlace. Ábrelo y escribe el nombre con @ que ves ahí.',
  'username.only-behind.title': 'Eso no es un nombre de usuario de Roblox',
  'username.only-behind.text': 'Escribe solo <b>{name}</b>.',
  'unlink.title': '¿Desvincular {name}?',
  'unlink.button': 'Desvincular',
  'unlink.stays': `
    Esto se queda en el banco: <b>{pets}</b>, <b>{gems}</b> y cada retiro abierto. Es de la cuenta de
    Roblox.`,
  'unlink.ends': `
    Ya no verás la cuenta aquí ni recibirás mensajes sobre ella. <c>verify</c> la vincula otra vez.`,
  'unlink.pause': `
    Si la vincula otro usuario de Discord, durante un tiempo nadie podrá retirar nada de ella. Así está
    protegida.`,
  'unlink.done.title': '{name} está desvinculada',
  'unlink.done.text': `
    Todo lo que tiene está seguro. <c>verify</c> la vincula otra vez, o vincula otra cuenta.`,
  'whois.has-shown': '{user} ha demostrado que {account} es su cuenta de Roblox.',
  'whois.check-name': 'Mira bien el nombre en el juego antes de intercambiar.',
  'whois.not-linked.title': 'No vinculado',
  'whois.not-linked.text': `
    {user} no ha vinculado aquí ninguna cuenta de Roblox. Puede hacerlo con <c>verify</c>.`,
  'update.updated': 'Tu rol y tu nombre en el servidor están al día.',
  'update.not_allowed': 'Discord no me deja cambiar tu rol ni tu nombre aquí. No tienes que hacer nada.',
  'update.off': 'Aquí no hay nada más que actualizar.',
  'update.stranger': 'No estás en el servidor del banco, así que ahí no hay nada que actualizar.',
  'export.title': 'Tus datos',
  'export.what': `
    Este archivo tiene todo lo que el banco guarda sobre ti y tu cuenta de Roblox. No se lo des a nadie.`,
  'export.whole': `
    Tiene todo tu historial: {count, plural, one {{count, number} movimiento} many {{count, number} de
    movimientos} other {{count, number} movimientos}}.`,
  'export.part': `
    Tiene los últimos {count, number} movimientos de tu historial. No cabían más. <c>history</c> los muestra
    todos, página por página.`,
  'forget.title': '¿Borrar todo sobre ti?',
  'forget.erased': `
    Se borra: tu vínculo, tu nombre y tu foto de Roblox, y las palabras de verificación. <c>export</c> te da
    antes una copia.`,
  'forget.kept': `
    Esto se queda: los libros del banco. Tienen tu id de Roblox, pero ningún nombre. Los mensajes que te mandó
    el banco se borran a los tres días.`,
  'forget.come-back': `
    Puedes volver con <c>verify</c>. Entonces tendrás que esperar un tiempo para retirar, porque el banco no
    puede saber que sigues siendo tú.`,
  'forget.erase-me': 'Bórrame',
  'forget.keep-me': 'No me borres',
  'forget.done.title': 'El banco te ha olvidado',
  'forget.done.text': 'El banco ya no sabe nada de ti. Adiós, y gracias.',
  'forget.held': 'El banco todavía guarda algo tuyo',
  'forget.held-nothing-erased': 'No se borró nada. Primero recupera lo tuyo.',
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
    Este archivo tiene todo lo que tenías en el paso {seq, number} de los libros del banco: {count, plural,
    one {{count, number} tipo} many {{count, number} de tipos} other {{count, number} tipos}}. También cuenta
    lo que estaba en retiros o en revisión.`,
  'proof.check': `
    Abre la página de la prueba del banco en un navegador y elige el archivo en «¿Estoy dentro?». O
    compruébalo sin nosotros: petbank check-proof.`,
  'proof.root': 'Lleva a la raíz {root}. La página tiene que mostrar la misma.',
  'notices.title': 'Tus mensajes',
  'notices.how': `
    Te mando un mensaje cuando pasa algo en tu cuenta. Pulsa un botón para apagar o encender un tipo de
    mensaje.`,
  'notices.always': `
    Algunos están <b>siempre encendidos</b>, para que nadie se lleve nada sin que lo veas: lo que sale de tu
    cuenta, lo que decide el equipo, lo que va mal, y cuando otra persona vincula tu cuenta de Roblox.`,
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
  'username.no-name.title': 'Eso no es un nombre de usuario de Roblox',
  'username.no-name.text': 'Escribe el nombre con @ de tu perfil de Roblox. Tiene entre 1 y 50 caracteres.',
};
