import type { site as english } from '../en/site.ts';
import type { Translation } from '../translation.ts';

export const site: Translation<typeof english> = {
  'site.skip': 'Saltar al contenido',
  'site.pages': 'Páginas',
  'site.language': 'Idioma',
  'site.values': 'Valores',
  'site.proof': 'Prueba',
  'site.status': 'Estado',
  'site.sealed': `
    Cada paso queda sellado con el anterior, así que nadie puede cambiar el pasado sin que se note.`,
  'site.independent': 'Petbank no es de Roblox, de Discord ni de BIG Games.',
  'site.needs-script': 'Esta página necesita JavaScript.',
  'front.description': `
    Un banco para Pet Simulator 99: entrega tus mascotas y gemas, y recupéralas cuando quieras.`,
  'front.title': 'Un lugar seguro para tus mascotas',
  'front.lead': `
    Esto es un banco para Pet Simulator 99. Entrega tus mascotas y gemas a uno de nuestros cajeros en el
    juego, míralas cuando quieras en Discord y recupéralas cuando tengas ganas de jugar.`,
  'front.mascot': 'Una hucha con forma de gato sonriente y una moneda dorada con una huella en la ranura',
  'front.playground': 'Empieza aquí: la zona de pruebas',
  'front.join': 'Únete en Discord',
  'front.how-it-works': 'Cómo funciona',
  'front.look-up': 'Buscar una mascota',
  'front.well': 'Abierto: todo funciona',
  'front.unwell': 'Ahora mismo algo del banco no funciona',
  'front.teller-changes': 'Cambia a las {at} UTC: vuelve a mirar aquí.',
  'front.steps': 'Tu primer depósito, en cuatro pasos',
  'front.hello': 'Saluda a nuestro bot',
  'front.hello-how': `
    En nuestro servidor de Discord, manda <c>verify</c> con tu nombre de Roblox. El bot te da 16 palabras.`,
  'front.show': 'Muestra que eres tú',
  'front.show-how': `
    Pon las palabras un minuto en el texto «Acerca de» de tu perfil de Roblox. El banco las lee y así sabe
    que la cuenta es tuya.`,
  'front.hand-over': 'Intercambia con un cajero',
  'front.hand-over-how': `
    <c>deposit</c> te dice dónde están nuestros cajeros. Dale tus mascotas a uno de ellos en el juego:
    cada una queda apuntada antes de que el cajero acepte.`,
  'front.take-back': 'Recupéralas',
  'front.take-back-how': `
    Elige con <c>withdraw</c> las mascotas que quieres y encuéntrate con un cajero en el juego. Solo las
    entrega a tu propia cuenta de Roblox, aunque otra persona tenga tu Discord.`,
  'front.trust': 'Compruébalo tú',
  'front.owe': 'Lo que debemos',
  'front.owe-about': `
    Cada mascota que guardamos para los miembros, junto a lo que tienen nuestros cajeros. Tu navegador
    comprueba que se te ha contado.`,
  'front.worth': 'Cuánto valen las mascotas',
  'front.worth-about': 'El valor de hoy de cada mascota, y el de antes.',
  'front.health': '¿Funciona todo?',
  'front.health-about': 'Si el banco, su bot y lo que necesitan funcionan ahora mismo.',
  'front.beware': 'Nuestros cajeros nunca te piden la contraseña, y nunca intercambian fuera del juego.',
  'status.title': 'Estado',
  'status.description': 'Si el banco y lo que necesita funcionan.',
  'status.well': 'Todo funciona',
  'status.well-means': 'Puedes depositar, retirar y ver tus mascotas.',
  'status.unwell': 'Algo no funciona',
  'status.unwell-means': `
    Todo lo que tienes está seguro: no se pierde nada mientras una parte no funciona. Algunas cosas quizá
    tengan que esperar un rato.`,
  'status.parts': 'Las partes',
  'status.version': 'Versión {version}, en marcha desde hace {span}',
  'status.storage': 'Los libros',
  'status.storage-about': 'Donde queda apuntada cada mascota y cada gema.',
  'status.ledger': 'La cadena',
  'status.ledger-about': 'Al menos una vez al día, cada paso se compara con el anterior.',
  'status.discord': 'Discord',
  'status.discord-about': 'El bot con el que hablas.',
  'status.roblox': 'Roblox',
  'status.roblox-about': 'Lee los perfiles cuando vinculas tu cuenta.',
  'status.backup': 'Copias de seguridad',
  'status.backup-about': 'Copias de los libros, que se hacen con regularidad.',
  'status.ok': 'Funciona',
  'status.down': 'No funciona',
  'status.off': 'Apagado',
  'status.unknown': 'Aún no se sabe',
  'problem.nothing-here': `
    En esta dirección no hay nada. Quizá está mal escrita, o el enlace es viejo. Tus mascotas están
    seguras.`,
  'problem.request': 'Solicitud {id}',
  'problem.first-page': 'A la primera página',
  'sign-in.title': 'Inicia sesión con Roblox',
  'sign-in.description': 'Muestra al banco qué cuenta de Roblox es tuya.',
  'sign-in.looking': 'Comprobando tu enlace …',
  'sign-in.whose': `
    Esto vincula la cuenta de Roblox con la que inicias sesión al usuario de Discord {name} (id {id}).
    ¿Eres tú?`,
  'sign-in.go-on': 'Seguir a Roblox',
  'sign-in.beware': `
    ¿Te ha mandado otra persona este enlace? Entonces cierra esta página: le daría tus mascotas del banco.`,
  'sign-in.linked': 'Estás vinculado a {name}',
  'sign-in.linked-next': `
    Vuelve a Discord: <c>inventory</c> muestra lo que tienes, y <c>deposit</c> muestra cómo traer mascotas.`,
  'sign-in.not-linked': 'No se ha vinculado nada',
  'sign-in.denied': 'No dejaste que el banco viera quién eres. Con <c>verify</c> empiezas de nuevo.',
  'sign-in.failed': 'Roblox no aceptó este inicio de sesión. Con <c>verify</c> empiezas de nuevo.',
  'sign-in.elsewhere': `
    Este inicio de sesión empezó en otro navegador, o pasaron más de diez minutos. Con <c>verify</c> empiezas
    de nuevo.`,
  'sign-in.gone': 'Este enlace ya se usó, o pasaron sus diez minutos. Manda <c>verify</c> otra vez.',
  'sign-in.already_linked': 'Ya tienes aquí otra cuenta de Roblox. Antes, desvincúlala con <c>unlink</c>.',
  'sign-in.roblox_user_not_found': 'Esta cuenta de Roblox no se puede vincular.',
  'sign-in.halted': `
    El banco está cerrado por un momento. Todo lo que tienes está seguro; inténtalo más tarde.`,
  'sign-in.upstream_unavailable': `
    Roblox no responde ahora mismo. Inténtalo otra vez en un minuto, o usa las palabras.`,
};
