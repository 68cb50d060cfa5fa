import type { refusals as english } from '../en/refusals.ts';
import type { Translation } from '../translation.ts';

export const refusals: Translation<typeof english> = {
  'refusal.unauthorized.title': 'No está permitido',
  'refusal.unauthorized.text': 'El banco ya no acepta solicitudes firmadas con esta clave.',
  'refusal.out_of_scope.title': 'No está permitido',
  'refusal.out_of_scope.text': 'Un cajero no puede nombrarse a sí mismo: lo hace otra persona del equipo.',
  'refusal.roblox_user_not_found.title': 'Esa cuenta de Roblox no existe',
  'refusal.roblox_user_not_found.text': `
    Ninguna cuenta de Roblox tiene ahora este nombre de usuario. Revisa cómo se escribe: es el nombre con @,
    no el nombre visible ni un nombre antiguo.`,
  'refusal.no_pending_verification.title': 'Aún no tienes palabras',
  'refusal.no_pending_verification.text': `
    Empieza con <c>verify</c> y tu nombre de usuario de Roblox. Así recibes las palabras para tu perfil.`,
  'refusal.withdrawal_not_found.title': 'Ese retiro no existe',
  'refusal.withdrawal_not_found.text': '<c>history</c> muestra tus retiros.',
  'refusal.not_found.title': 'No se encontró',
  'refusal.not_found.text': 'El banco no encuentra eso. <c>help</c> muestra lo que puedes hacer.',
  'refusal.replayed.title': 'Ya está hecho',
  'refusal.replayed.text': 'Ya lo habías pedido, y no se hizo otra vez. <c>history</c> muestra lo que pasó.',
  'refusal.already_linked.title': 'Aquí tienes otra cuenta de Roblox',
  'refusal.already_linked.text': `
    Puedes vincular una sola cuenta de Roblox. Para vincular otra, usa antes <c>unlink</c>. Las mascotas de la
    anterior siguen seguras.`,
  'refusal.not_linked.title': 'Primero, muestra quién eres',
  'refusal.not_linked.text': `
    Vincula tu cuenta de Roblox con <c>verify</c> y tu nombre de usuario de Roblox. Tarda dos minutos, y
    solo se hace una vez.`,
  'refusal.verification_expired.title': 'Las palabras han caducado',
  'refusal.verification_expired.text': 'Pide palabras nuevas con <c>verify</c>.',
  'refusal.withdrawal_not_claimed.title': 'Nadie lo ha tomado',
  'refusal.withdrawal_not_claimed.text': 'Un cajero toma un retiro antes de entregarlo. Tómalo primero.',
  'refusal.withdrawal_claimed.title': 'Se está entregando',
  'refusal.withdrawal_claimed.text': `
    Un cajero está entregando este retiro, así que ahora no se puede cambiar. Mira en el juego.`,
  'refusal.withdrawal_already_closed.title': 'Ya está cerrado',
  'refusal.withdrawal_already_closed.text': 'Este retiro está cerrado. <c>history</c> muestra cómo terminó.',
  'refusal.lease_lost.title': 'Ya no lo tienes tú',
  'refusal.lease_lost.text': 'Otra persona lo tomó después. Mira la cola otra vez.',
  'refusal.halted.title': 'El banco está cerrado un momento',
  'refusal.halted.text': 'Todo lo tuyo está seguro. El equipo lo abrirá de nuevo; vuelve más tarde.',
  'refusal.offer_closed.title': 'La oferta está cerrada',
  'refusal.offer_closed.text': 'Fue aceptada, rechazada o retirada, o tardó demasiado. Empieza una nueva.',
  'refusal.invalid.title': 'Revisa lo que escribiste',
  'refusal.invalid.text': 'Corrígelo y prueba otra vez. <c>help</c> muestra cómo.',
  'refusal.code_not_in_profile.title': 'Las palabras aún no están en tu perfil',
  'refusal.code_not_in_profile.text': `
    Pon todas las palabras en el texto «Acerca de» de tu perfil de Roblox y guárdalo. Roblox puede tardar
    dos minutos en mostrarlas. Luego usa <c>verify-confirm</c>.`,
  'refusal.profile_filtered.title': 'Roblox ocultó algunas palabras',
  'refusal.profile_filtered.text': `
    En su lugar, tu perfil muestra ####. Pide otras palabras con <c>verify</c>.`,
  'refusal.request_reused.title': 'Ya se usó',
  'refusal.request_reused.text': `
    Esto ya se usó antes, para otra cosa. Esta vez no se hizo nada. Empieza de nuevo.`,
  'refusal.insufficient_pets.title': 'No hay suficientes mascotas',
  'refusal.insufficient_pets.text': `
    <c>inventory</c> muestra qué mascotas tienes disponibles. Las que están en un retiro no cuentan.`,
  'refusal.insufficient_gems.title': 'No hay suficientes gemas',
  'refusal.insufficient_gems.text': `
    <c>balance</c> muestra cuántas gemas tienes disponibles. Las que están en un retiro no cuentan.`,
  'refusal.limit_exceeded.title': 'Eso es demasiado',
  'refusal.limit_exceeded.text': 'Pide menos, o prueba más tarde. <c>cancel</c> cancela un retiro abierto.',
  'refusal.link_cooldown.title': 'Hace muy poco que se vinculó',
  'refusal.link_cooldown.text': `
    Hace poco, esta cuenta de Roblox aún estaba vinculada a otro usuario de Discord. Por ahora no se puede
    retirar nada. Así se protege a su dueño.`,
  'refusal.frozen.title': 'Tu cuenta está congelada',
  'refusal.frozen.text': `
    El equipo detuvo sus retiros. Todo lo tuyo está seguro. Pregunta al equipo por qué.`,
  'refusal.untradable.title': 'Esta mascota no se puede intercambiar',
  'refusal.untradable.text': `
    El juego no deja intercambiar esta mascota. Quítala y prueba otra vez con el resto.`,
  'refusal.on_hold.title': 'Una parte tiene que esperar',
  'refusal.on_hold.text': `
    Todo es tuyo. Pero lo que acaba de llegar se revisa primero; casi siempre tarda un minuto. Prueba después
    otra vez, o pide menos.`,
  'refusal.upstream_unavailable.title': 'Roblox no responde',
  'refusal.upstream_unavailable.text': `
    Ahora mismo el banco no puede contactar con Roblox. No se pierde nada. Prueba otra vez en un minuto.`,
  'refusal.internal.title': 'Algo falló de nuestro lado',
  'refusal.internal.text': `
    No se pierde nada tuyo. Prueba otra vez en un minuto. Si sigue pasando, dale al equipo esta referencia:
    {reference}.`,
  'refusal.busy.title': 'El banco está ocupado',
  'refusal.busy.text': 'No pude hacerlo ahora mismo. Prueba otra vez en un momento: nada se hace dos veces.',
  'detail.error': '<b>{field}</b>: {message}',
  'detail.did-you-mean': '¿Querías decir <b>{meant}</b>?',
  'detail.possible-again': 'Será posible otra vez {when}.',
  'detail.held-by-staff': '<b>{what}</b>: primero lo tiene que ver el equipo.',
  'detail.held-until': '<b>{what}</b>: podrás usarlo {when}, o antes.',
  'detail.free': `
    <b>{what}</b>: {available, plural, one {{available, number} disponible} many {{available, number}
    disponibles} other {{available, number} disponibles}}.`,
  'detail.gems': 'Gemas',
  'limit.exceeded': `
    Como máximo <b>{allowed, number}</b> {what}. Ya usado: {used, number}. Pediste: {requested, number}.`,
  'limit.resets': 'Se renueva {when}.',
  'limit.LIMIT_PETS_PER_TRADE': 'mascotas en un intercambio',
  'limit.LIMIT_GEMS_PER_TRADE': 'gemas en un intercambio',
  'limit.LIMIT_OPEN_WITHDRAWALS': 'retiros abiertos a la vez',
  'limit.LIMIT_PETS_PER_DAY': 'mascotas al día',
  'limit.LIMIT_GEMS_PER_DAY': 'gemas al día',
  'limit.LIMIT_PETS_HELD': 'mascotas en el banco',
  'limit.LIMIT_GEMS_HELD': 'gemas en el banco',
  'limit.OFFERS_MADE': 'ofertas abiertas de un miembro',
  'limit.OFFERS_RECEIVED': 'ofertas abiertas a un miembro',
  'input.required': 'falta',
  'input.whole-number': 'tiene que ser un número entero',
  'input.one-of': 'tiene que ser uno de estos: {choices}',
  'input.at-least': 'tiene que ser {least, number} o más',
  'input.at-most': 'tiene que ser {most, number} o menos',
  'input.too-short': `
    tiene que tener al menos {count, plural, one {{count, number} carácter} many {{count, number} de
    caracteres} other {{count, number} caracteres}}`,
  'input.too-long': `
    puede tener como máximo {count, plural, one {{count, number} carácter} many {{count, number} de
    caracteres} other {{count, number} caracteres}}`,
};
