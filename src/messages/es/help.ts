import type { help as english } from '../en/help.ts';
import type { Translation } from '../translation.ts';

export const help: Translation<typeof english> = {
  'help.title': 'Tu banco para Pet Simulator 99',
  'help.what': `
    Dale mascotas y gemas a un cajero en el juego: un jugador que trabaja para este banco. Aquí están seguras,
    y puedes recuperarlas cuando quieras.`,
  'help.direct': 'En un mensaje directo basta el nombre: {example}.',
  'help.next': 'Ahora: con <c>deposit</c> traes mascotas, y <c>inventory</c> muestra lo que tienes.',
  'help.busy': 'El banco está ocupado ahora; no se pierde nada tuyo.',
  'help.new': `
    Eres nuevo aquí: empieza con <c>verify</c> y tu nombre de usuario de Roblox. Tarda dos minutos.`,
  'help.start': 'Empieza aquí',
  'help.what-you-have': 'Lo que tienes',
  'help.in-and-out': 'Traer y retirar',
  'help.others': 'Con otros miembros',
  'help.about-you': 'Sobre ti',
  'help.more': 'Más',
  'help.for-staff': 'Para el equipo: {command}',
  'help.command': '{command}{inputs}: {description}',
};
