import type { staffWork as english } from '../en/staff-work.ts';
import type { Translation } from '../translation.ts';

export const staffWork: Translation<typeof english> = {
  'queue.waiting': 'Esperan la entrega',
  'queue.how': 'Entrega uno con <c>teller deliver</c>. Tu cuenta de cajero es {account}.',
  'queue.nothing': 'No espera nada',
  'queue.you-hold-all': 'Lo tienes todo. Caduca {when}.',
  'queue.you-lack-some': `
    No lo tienes todo. <c>teller deliver</c> entrega lo que tienes, si ningún otro cajero tiene todo;
    <c>teller move</c> anota lo que otro cajero te entrega. Caduca {when}.`,
  'queue.claimed': 'Un cajero lo está entregando.',
  'queue.uncertain': 'Nadie informó cómo terminó: resuélvelo con <c>review</c>.',
  'deliver.finish-first': 'Termina primero {withdrawal}: ya lo tomaste',
  'deliver.no-withdrawals': '{member} no tiene retiros',
  'deliver.nothing': 'Nada que puedas entregar',
  'deliver.nothing-claimed': 'No se tomó nada. <c>teller queue</c> muestra todo lo que espera.',
  'deliver.frozen.title': 'La cuenta de {member} está congelada',
  'deliver.frozen.text': `
    Quien tiene la cuenta congelada no recibe nada del banco. <c>freeze</c> muestra por qué, y la
    descongela.`,
  'deliver.hand-over.title': 'Entrega {withdrawal} a {member}',
  'deliver.hand-over.text': `
    {account}. Intercambia solo con esta cuenta y luego anota cómo fue, a más tardar {when}. Después es
    incierto, y hace falta <c>review</c>.`,
  'deliver.goods': 'Entrega',
  'deliver.claimed-by': 'Lo tomó',
  'outcome.delivered': 'Entregado',
  'outcome.partial': 'Una parte',
  'outcome.declined': 'No se entregó nada',
  'deliver.claim-it': 'Tomarlo',
  'deliver.settled.delivered': 'Todo salió del banco. Es {id} en el libro.',
  'deliver.settled.partly_delivered': `
    Esa parte salió del banco. El resto volvió a su saldo. Es {id} en el libro.`,
  'deliver.settled.reserved': `
    No salió nada del banco. Vuelve a esperar a <c>teller deliver</c>. Es {id} en el libro.`,
  'withdrawal.of': '{withdrawal} de {member}: {status}',
  'withdrawal.reserved': 'apartado',
  'withdrawal.claimed': 'tomado',
  'withdrawal.uncertain': 'incierto',
  'withdrawal.delivered': 'entregado',
  'withdrawal.partly_delivered': 'entregado en parte',
  'withdrawal.cancelled': 'cancelado',
  'withdrawal.expired': 'caducado',
  'take.what': '¿Qué entrega {member}?',
  'take.self.title': 'Nadie intercambia consigo mismo',
  'take.self.text': `
    Entrega tus mascotas a otra persona del equipo o al cajero de un script del juego, y se anotan allí.`,
  'take.check-first': 'Revisa primero',
  'take.record': 'El intercambio se hizo: anotarlo',
  'take.offer': '¿Recibir esto de {member}?',
  'take.accepted': '{account}. Se le abonará todo. Anótalo cuando el intercambio se haya hecho en el juego.',
  'take.doubtful': `
    {account}. Puedes rechazar el intercambio. Si ya se hizo en el juego, anótalo igual: lo que no se puede
    abonar espera en cuarentena a <c>review</c>.`,
  'take.they-give': 'Entrega',
  'take.worth': 'Valor',
  'take.recorded': 'Depósito de {member} anotado',
  'take.for-second': `
    Es {id} en el libro. Es más de lo que uno del equipo puede mover solo en un día: está en espera hasta que
    otro manager lo confirme con <c>review</c>.`,
  'take.credited': 'Abonado',
  'take.quarantined': 'Espera en cuarentena',
  'coming.button': 'Voy para allá',
  'coming.title': 'Un cajero va en camino hacia {member}',
  'coming.text': '{user} va como {name}. El miembro espera en el juego: {account}.',
  'ticket.wants-a-withdrawal': '{withdrawal}: {member} quiere un retiro',
  'ticket.wants': 'Quiere',
  'ticket.since': 'Desde {when}.',
  'ticket.open': '{account}. Desde {since}. Caduca {when}.',
  'ticket.held-by': 'Lo tiene: {tellers}.',
  'ticket.a-part': '{teller} una parte',
  'ticket.nobody': 'Ningún cajero tiene nada de esto.',
  'ticket.escalated.title': 'Nadie ha tomado {withdrawal} todavía',
  'ticket.escalated.text': `
    Espera desde hace más de <b>{minutes, number}</b> {minutes, plural, one {minuto} many {minutos} other
    {minutos}}. Pulsa <b>Tomarlo</b> arriba.`,
};
