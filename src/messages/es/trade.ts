import type { trade as english } from '../en/trade.ts';
import type { Translation } from '../translation.ts';

export const trade: Translation<typeof english> = {
  'gift.what': '¿Qué quieres darle a @{name}?',
  'gift.so-far': 'Tu regalo para @{name}',
  'gift.nothing': 'Nada que dar',
  'gift.confirm': '¿Darle esto a @{name}?',
  'gift.give': 'Regalarlo',
  'gift.for': 'Para {member}. No recibes nada a cambio, y tú no puedes recuperarlo.',
  'gift.given': '@{name} ya lo tiene',
  'gift.from-you': 'De ti, para {member}.',
  'gift.in-history': 'Puedes verlo en <c>history</c>.',
  'gift.hold': `
    Hasta {when}, su nuevo dueño tiene que quedárselo, y el equipo puede deshacer el regalo. Eso ayuda si
    robaron una cuenta.`,
  'other-member.yourself.title': 'Ese eres tú',
  'other-member.yourself.text': 'No puedes hacer esto contigo. Elige a otro miembro.',
  'other-member.no-account.title': 'Aún no está en el banco',
  'other-member.no-account.text': `
    {user} no tiene aquí una cuenta de Roblox. Pídele que use primero <c>verify</c>, y luego empieza otra
    vez. No se ha movido nada.`,
  'other-member.because-of': 'Ahora no se puede, por @{name}',
  'other-member.reason': '{member}: {reason}.',
  'other-member.nothing-moved': 'No se ha movido nada.',
  'other-side.not-allowed': 'el banco no lo permite ahora mismo',
  'other-side.frozen': 'el equipo detuvo esta cuenta por ahora',
  'other-side.not_linked': 'esta cuenta ya no está vinculada, o lo está a otra persona',
  'other-side.link_cooldown': 'esta cuenta se vinculó hace poco, y por ahora no puede dar nada',
  'other-side.limit_exceeded': 'este miembro no puede dar ni guardar tanto',
  'other-side.insufficient_pets': 'algunas de estas mascotas ya no están',
  'other-side.insufficient_gems': 'algunas de estas gemas ya no están',
  'other-side.on_hold': 'una parte acaba de llegar y tiene que esperar',
  'trade.which': '¿Qué intercambio?',
  'trade.choose': 'Elige un intercambio',
  'trade.with': 'Con @{name}',
  'trade.none.title': 'Ningún intercambio abierto',
  'trade.none.text': `
    Para empezar uno, usa <c>trade</c> con el @nombre de otro miembro. Los dos eligen qué dar. Nada se mueve
    hasta que ambos acepten.`,
  'trade.gone.title': 'Este intercambio terminó',
  'trade.gone.text': `
    Tardó demasiado, o se empezó otro. No se ha movido nada. Con <c>trade</c> empiezas otra vez.`,
  'trade.you-called-off.title': 'Cancelaste el intercambio',
  'trade.you-called-off.text': 'No se ha movido nada. @{name} también lo ve.',
  'trade.they-called-off.title': '@{name} canceló el intercambio',
  'trade.they-called-off.text': 'No se ha movido nada.',
  'trade.my-side': 'Mi parte',
  'trade.agree': 'Aceptar',
  'trade.call-off': 'Cancelar el intercambio',
  'trade.my-side-with': 'Tu parte del intercambio con @{name}',
  'trade.nothing': 'Nada para intercambiar',
  'trade.put-in': 'Añadir',
  'trade.changed.title': 'Mira otra vez: ha cambiado',
  'trade.changed.text': '<b>@{name}</b> cambió su parte mientras mirabas, así que no has aceptado nada.',
  'trade.too-slow.title': 'Eso tardó demasiado',
  'trade.too-slow.text': 'Lo que se aceptó ya no cuenta. Los dos tienen que aceptar otra vez.',
  'trade.title': 'Tu intercambio con @{name}',
  'trade.title-done': 'Intercambiaste con @{name}',
  'trade.nothing-yet': 'Nada todavía',
  'trade.you-give': 'Tú das',
  'trade.you-gave': 'Diste',
  'trade.you-get': 'Tú recibes',
  'trade.you-got': 'Recibiste',
  'trade.with-member': 'Con {member}. No se ha movido nada.',
  'trade.look-and-agree': 'Mira las dos partes y luego pulsa <b>Aceptar</b>. Tienen que hacerlo los dos.',
  'trade.you-agreed': '✓ Aceptaste. Falta @{name}.',
  'trade.they-agreed': '✓ @{name} aceptó. Pulsa <b>Aceptar</b> para intercambiar ahora.',
  'trade.at-once': `
    Las dos partes se mueven a la vez, o nada se mueve. Si una cambia, los dos tienen que aceptar otra vez.`,
  'trade.choose-yours': 'Pulsa <b>Mi parte</b> y elige qué das.',
  'trade.they-choose': '@{name} también tiene que elegir qué da, con <c>trade</c>.',
  'trade.done': 'Las dos partes se movieron a la vez. Puedes verlo en <c>history</c>.',
  'trade.hold': `
    Hasta más o menos {when}, los dos tienen que quedarse lo que reciben, y el equipo puede deshacer el
    intercambio.`,
  'trade.hold-done': `
    Hasta más o menos {when}, los dos tienen que quedarse lo que recibieron, y el equipo puede deshacer el
    intercambio.`,
  'trade.careful': '⚠ ¡Cuidado! Das <b>{more}</b> y recibes {less}.',
  'trade.uneven': '⚠ Desigual: @{name} da <b>{more}</b> y recibe {less}.',
  'trade.less-unknown': 'algo que nadie aquí sabe cuánto vale',
  'trade.less': '<b>{worth}</b> a cambio',
  'trade.less-times': '<b>{worth}</b> a cambio: unas {times, number} veces menos',
  'trade.picture': 'Las dos partes del intercambio como tarjetas; las listas dicen lo mismo.',
};
