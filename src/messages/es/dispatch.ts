import type { dispatch as english } from '../en/dispatch.ts';
import type { Translation } from '../translation.ts';

export const dispatch: Translation<typeof english> = {
  'dispatch.unknown.title': 'No conozco ese comando',
  'dispatch.unknown.text': '<c>help</c> muestra todo lo que sé hacer.',
  'dispatch.near-miss.title': 'No conozco ese comando',
  'dispatch.near-miss.text': '¿Querías decir {command}? <c>help</c> muestra todo lo que sé hacer.',
  'dispatch.staff-only.title': 'Solo para el equipo',
  'dispatch.staff-only.text': 'Solo puede hacerlo el equipo del servidor de este banco.',
  'dispatch.level.title': 'No puedes hacer eso',
  'dispatch.level.text': `
    Tu nivel aquí es <b>{level}</b>. Para esto hace falta <b>{needed}</b>. Pídeselo a alguien que lo tenga, o
    a quien dirige este banco.`,
  'dispatch.not-yours.title': 'Esto es para otra persona',
  'dispatch.not-yours.text': `
    Solo puede pulsarlo quien usó el comando. <c>help</c> muestra cómo usar el tuyo.`,
  'dispatch.needs-another.title': 'Lo tiene que pulsar otra persona',
  'dispatch.needs-another.text': 'Tú lo propusiste, así que lo confirma otra persona del equipo.',
  'dispatch.not-here.title': 'Aquí no',
  'dispatch.not-here.text': `
    Los administradores de este servidor desactivaron este comando aquí, o para ti. Prueba en otro canal o
    escríbeme directamente.`,
  'dispatch.too-old.title': 'Este mensaje es demasiado antiguo',
  'dispatch.too-old.text': 'No se hizo nada. Usa el comando otra vez.',
  'dispatch.used-up.title': 'Ya está hecho',
  'dispatch.used-up.text': 'Esto ya se pulsó antes. Nada se hizo dos veces.',
  'dispatch.in-progress.title': 'Un momento',
  'dispatch.in-progress.text': 'Esto ya está en marcha.',
  'dispatch.too-long.title': 'Demasiado corto o demasiado largo',
  'dispatch.too-long.text': 'No se hizo nada. Rellena el formulario otra vez.',
  'dispatch.too-fast.title': 'Un poco más despacio, por favor',
  'dispatch.too-fast.text': 'Fue mucho de una vez. Esta vez no se hizo nada: prueba otra vez {when}.',
  'dispatch.left-over.title': 'No entiendo todo eso',
  'dispatch.left-over.text': `
    No se hizo nada. No sé qué significa <b>{typed}</b> aquí. <c>help</c> muestra cómo se usa.`,
};
