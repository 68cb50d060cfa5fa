import type { deposit as english } from '../en/deposit.ts';
import type { Translation } from '../translation.ts';

export const deposit: Translation<typeof english> = {
  'deposit.title': 'Trae tus mascotas',
  'deposit.arrived': 'Tu depósito ha llegado',
  'deposit.step-find': '1. En Pet Simulator 99, busca a un cajero de este banco.',
  'deposit.step-trade': `
    2. Mándale un intercambio con las mascotas y gemas que quieres guardar aquí. En ese intercambio no
    recibes nada.`,
  'deposit.step-yours': `
    3. Cuando termina el intercambio, está en el banco y sigue siendo tuyo. Entonces este mensaje lo
    muestra.`,
  'deposit.hold': 'Más o menos un minuto después ya se puede retirar.',
  'deposit.added': '✓ Añadido: <b>{goods}</b>, por {teller}, {when}.',
  'deposit.nothing-added': '✓ {teller} recibió tu intercambio {when}. Aún no se ha añadido nada a tu cuenta.',
  'deposit.in-quarantine': 'En cuarentena hasta que el equipo lo revise: <b>{goods}</b>.',
  'quarantine.unknown_pet': '{what}: el banco no conoce esta mascota.',
  'quarantine.untradable': '{what}: el banco no acepta esta mascota.',
  'quarantine.limit_exceeded': '{what}: esto pasa de un límite del banco.',
  'quarantine.taken_now': '{what}: esto pasaba de un límite del banco, o aún no estaba en su lista.',
  'quarantine.decided': 'El equipo ya lo ha revisado.',
  'deposit.tellers': 'Cajeros en el juego',
  'deposit.teller-seen': '<b>{teller}</b>, visto {when}',
  'deposit.no-teller': `
    No se ha visto a ningún cajero en los últimos diez minutos. Pregunta al equipo, o vuelve más tarde.`,
  'deposit.at-most': 'Como máximo',
  'deposit.in-one-trade': '{amount} en un intercambio',
  'deposit.in-the-bank': '{amount} en el banco',
  'deposit.no-limits': 'No hay límites.',
  'deposit.accepted': 'Lo que acepta el banco',
  'deposit.accepted-text': `
    Gemas, y mascotas que se pueden intercambiar. Si el banco no puede aceptar algo, o pasa de un límite, no
    se pierde: espera en cuarentena hasta que el equipo lo añada a tu cuenta o te lo devuelva. <c>value</c>
    muestra cuánto vale una mascota.`,
  'tellers.only': 'Los únicos cajeros de este banco',
  'tellers.check-name': `
    Mira bien el nombre antes de intercambiar: quien diga ser cajero y no esté aquí, no lo es.`,
  'tellers.where': 'Dónde encontrarse',
  'tellers.online': '{account} está en el juego ahora',
  'tellers.attended': 'A {account} lo maneja una persona: pide al equipo que venga',
  'tellers.paused': '{account} no entrega nada por ahora',
  'tellers.silent': 'A {account} se le vio por última vez {when}',
  'tellers.none.title': 'Aún no se ha nombrado a ningún cajero',
  'tellers.none.text': 'Pregunta al equipo quiénes son los cajeros, y no intercambies con nadie más.',
  'tellers.all.title': 'Quiénes son los cajeros',
  'tellers.all.text': `
    Intercambia solo con estas cuentas. Un cajero nunca te pide la contraseña, ni un intercambio fuera de
    Pet Simulator 99.`,
};
