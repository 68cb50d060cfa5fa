import type { proofPage as english } from '../en/proof-page.ts';
import type { Translation } from '../translation.ts';

export const proofPage: Translation<typeof english> = {
  'proof-page.title': 'Prueba',
  'proof-page.description': `
    Lo que este banco debe a sus miembros, lo que tienen sus cajeros, y cómo puede comprobarlo cualquiera.`,
  'proof-page.heading': 'Lo que debemos, y cómo comprobarlo',
  'proof-page.lead': `
    Cada mascota y cada gema de este banco es de un miembro. Aquí ves cuánto es, junto a lo que nuestros
    cajeros dicen que tienen. No se nombra a nadie.`,
  'proof-page.needs-script': `
    Esta página necesita JavaScript. Los programas reciben lo mismo como JSON en esta dirección.`,
  'proof-page.reading': 'Leyendo los libros …',
  'proof-page.unreadable': 'Los libros no se pudieron leer ahora mismo. Inténtalo otra vez en un minuto.',
  'proof-page.no-limit': `
    En este banco, una sola persona del equipo puede mover cualquier cantidad: quien lo lleva no ha puesto
    ningún límite.`,
  'proof-page.assets': 'Lo que se debe y lo que hay',
  'proof-page.search': 'Buscar una mascota',
  'proof-page.pet': 'Mascota',
  'proof-page.owed': 'Se debe',
  'proof-page.held': 'Hay',
  'proof-page.covered': 'Cubierto',
  'proof-page.more': 'Mostrar más',
  'proof-page.tellers': 'Quién dice lo que tenemos',
  'proof-page.am-i-in-it': '¿Estoy dentro?',
  'proof-page.am-i-how': `
    Pide <c>proof</c> a nuestro bot en Discord. Te manda un archivo. Elígelo aquí: tu propio navegador
    comprueba que todo lo que tienes está contado arriba. El archivo no sale de tu dispositivo.`,
  'proof-page.file': 'Tu archivo de prueba',
  'proof-page.history': 'Raíces anteriores',
  'proof-page.history-how': `
    ¿Apuntaste alguna? Tiene que seguir aquí, sin cambios. Si no está, cualquiera que tenga una prueba de
    entonces puede demostrarlo.`,
  'proof-page.older': 'Mostrar anteriores',
  'proof-page.limits': 'Lo que esto muestra, y lo que no puede',
  'proof-page.nobody-left-out': 'Nadie queda fuera',
  'proof-page.nobody-left-out-how': `
    Las mascotas de cada miembro son una hoja de un árbol, y el árbol acaba en un número largo, la raíz.
    Si faltara una sola mascota tuya, tu archivo no llevaría a ese número.`,
  'proof-page.past': 'El pasado queda como era',
  'proof-page.past-how': `
    La cabeza sella cada paso hasta ese número. Copia las dos cosas. Así nadie podrá mostrarte después otros
    libros para ese paso.`,
  'proof-page.cannot': 'Lo que no puede mostrar',
  'proof-page.cannot-how': `
    No puede mostrar que nuestros cajeros tienen de verdad las mascotas. Solo sabemos lo que dicen. Un cajero
    con un programa lo dice cada pocos segundos. Uno que maneja el equipo a mano no dice nada. Puedes verlos
    en el juego.`,
  'proof-page.others': 'Lo que otros saben de ti',
  'proof-page.others-how': `
    Unas pocas cantidades que están junto a las tuyas en el árbol, sin ningún nombre. Cada vez, un secreto
    nuevo esconde de quién son.`,
  'proof-page.copy': 'Copiar',
  'proof-page.copied': 'Copiado',
  'proof-page.start': 'el principio',
  'proof-page.members': 'Miembros contados',
  'proof-page.as-of': 'Con fecha de',
  'proof-page.step': 'paso {seq, number}',
  'proof-page.root': 'Raíz de todo lo que se debe',
  'proof-page.head': 'Cabeza de los libros',
  'proof-page.no-teller': 'Aún no se sabe nada de ningún cajero.',
  'proof-page.by-hand': 'A mano',
  'proof-page.by-hand-why': `
    El equipo intercambia con esta cuenta a mano: ningún programa dice lo que tiene.`,
  'proof-page.old-word': 'Dato viejo',
  'proof-page.fresh-word': 'Dato reciente',
  'proof-page.said': 'Dijo lo que tiene {ago}.',
  'proof-page.just-now': 'ahora mismo',
  'proof-page.nothing-yet': 'Aún no hay nada en el banco.',
  'proof-page.of-kinds': `
    {found, number} de {count, plural, one {{count, number} tipo} many {{count, number} de tipos} other
    {{count, number} tipos}}`,
  'proof-page.not-reported': 'sin informe',
  'proof-page.nothing-owed': 'no se debe nada',
  'proof-page.all-of-it': 'todo',
  'proof-page.counted': 'Sí: todo esto está contado en lo que el banco dice que debe.',
  'proof-page.no-proof': 'Esto no es un archivo de prueba de un Petbank.',
  'proof-page.does-not-hold': 'La prueba no es correcta. {why}. Muéstrasela a otros miembros.',
  'proof-page.other-step': `
    El archivo está bien, pero es del paso {seq, number}, y esta página es de otro. Pide un archivo nuevo y
    vuelve a cargar esta página.`,
  'proof-page.had-nothing': 'En ese paso no tenías nada en el banco.',
  'proof-page.sealed': 'sellado en el paso {seq, number}',
  'proof-page.hash': 'Hash de ese paso: {hash}',
  'proof-page.needs-https': 'Tu navegador solo puede comprobarlo por https.',
  'proof-page.gems': 'Gemas',
};
