import type { about as english } from '../en/about.ts';
import type { Translation } from '../translation.ts';

export const about: Translation<typeof english> = {
  'about.help': 'Todo lo que sé hacer',
  'about.verify': 'Vincula tu cuenta de Roblox',
  'about.verify-confirm': 'Las palabras ya están en tu perfil de Roblox',
  'about.inventory': 'Tus mascotas en el banco',
  'about.balance': 'Tus gemas y cuánto vale todo lo tuyo',
  'about.deposit': 'Lleva mascotas y gemas al banco',
  'about.withdraw': 'Recupera mascotas y gemas en el juego',
  'about.cancel': 'Cancela un retiro que aún espera',
  'about.history': 'Lo último que pasó en tu cuenta',
  'about.gift': 'Regala mascotas y gemas a otro miembro',
  'about.trade': 'Intercambia con otro miembro: ambos ven las dos partes y aceptan',
  'about.tellers': 'Quiénes reciben mascotas en el juego para el banco',
  'about.value': 'Cuánto vale una mascota',
  'about.proof': 'Comprueba que lo tuyo está en las cuentas del banco',
  'about.mypage': 'Una página con tus mascotas, tu historial y tu prueba',
  'about.whois': 'Qué cuenta de Roblox tiene alguien aquí',
  'about.update': 'Actualiza tu rol y tu nombre en el servidor',
  'about.notices': 'Elige sobre qué te escribo',
  'about.unlink': 'Separa tu cuenta de Roblox de Discord',
  'about.export': 'Todo sobre ti, en un archivo',
  'about.forget-me': 'Borra lo que el banco sabe de ti',
  'about.option.member': 'El miembro, con @nombre',
  'about.option.other-member': 'El otro miembro, con @nombre',
  'about.option.username': 'Tu nombre de usuario de Roblox: el nombre con @, no el nombre para mostrar',
  'about.option.withdraw-pet': `
    Una de tus mascotas, o varias con ; en medio; si lo dejas vacío, eliges de una lista`,
  'about.option.gift-pets': `
    Mascotas tuyas, con ; en medio: 2 Huge Cat; Dog. Si lo dejas vacío, eliges de una lista`,
  'about.option.quantity': 'Cuántas; 1 si lo dejas vacío',
  'about.option.gems': 'Cuántas gemas',
  'about.option.value-pet': 'Una mascota, con su variante: Golden Huge Cat',
  'about.option.limit': 'Cuántos a la vez; 10 si lo dejas vacío',
};
