import type { valuesPage as english } from '../en/values-page.ts';
import type { Translation } from '../translation.ts';

export const valuesPage: Translation<typeof english> = {
  'values-page.title': 'Valores de las mascotas',
  'values-page.description': `
    Cuánto valen las mascotas de Pet Simulator 99 para este banco, y cuánto valían antes.`,
  'values-page.search': 'Buscar una mascota',
  'values-page.do-search': 'Buscar',
  'values-page.pets': 'Mascotas',
  'values-page.searching': 'Buscando …',
  'values-page.needs-script': 'Esta página necesita JavaScript. Los programas reciben lo mismo en {address}.',
  'values-page.no-answer': 'El banco no responde ahora mismo. Inténtalo otra vez.',
  'values-page.type': 'Busca una mascota por su nombre.',
  'values-page.none': 'Ninguna mascota tiene esto en su nombre.',
  'values-page.first': `
    Las primeras {shown, number} de {count, number}. Con un nombre más largo salen menos.`,
  'values-page.unknown-pet': 'El banco no conoce esta mascota.',
  'values-page.source': 'De',
  'values-page.as-of': 'Con fecha de',
  'values-page.capped': `
    BIG Games no muestra precios más altos que este, y varias mascotas tienen justo este precio. Así que quizá
    valga más.`,
  'values-page.jump': 'El precio más reciente está lejos de este valor. El valor lo sigue despacio.',
  'values-page.no_rap': 'BIG Games no da ahora ningún precio.',
  'values-page.big_games': 'los precios de BIG Games',
  'values-page.file': 'el equipo del banco',
  'values-page.demo': 'una lista inventada, para probar',
  'values-page.stale': 'Este valor es viejo: no se pudo leer uno más nuevo.',
  'values-page.untradable': 'El banco no acepta depósitos de esta mascota.',
  'values-page.no-plot': 'Habrá un gráfico cuando haya dos valores.',
  'values-page.time': 'Momento',
  'values-page.new': `
    El equipo del banco le puso a esta mascota un valor que no tenía. Durante un día, los límites del equipo
    no usan este valor.`,
};
