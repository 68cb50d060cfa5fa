import type { valuesPage as english } from '../en/values-page.ts';
import type { Translation } from '../translation.ts';

export const valuesPage: Translation<typeof english> = {
  'values-page.title': 'Valeurs des animaux',
  'values-page.description': `
    Ce que valent les animaux de Pet Simulator 99 pour cette banque, et ce qu’ils valaient avant.`,
  'values-page.search': 'Chercher un animal',
  'values-page.do-search': 'Chercher',
  'values-page.pets': 'Animaux',
  'values-page.searching': 'Recherche …',
  'values-page.needs-script': `
    Cette page a besoin de JavaScript. Les programmes reçoivent la même chose à {address}.`,
  'values-page.no-answer': 'La banque ne répond pas en ce moment. Réessaie.',
  'values-page.type': 'Cherche un animal par son nom.',
  'values-page.none': 'Aucun animal n’a cela dans son nom.',
  'values-page.first': 'Les {shown, number} premiers sur {count, number}. Un nom plus long en trouve moins.',
  'values-page.unknown-pet': 'La banque ne connaît pas cet animal.',
  'values-page.source': 'D’après',
  'values-page.as-of': 'À la date du',
  'values-page.capped': `
    BIG Games ne montre aucun prix au-dessus de celui-ci, et plusieurs animaux ont exactement ce prix. Il vaut
    donc peut-être plus.`,
  'values-page.jump': 'Le dernier prix est loin de cette valeur. La valeur le suit lentement.',
  'values-page.no_rap': 'BIG Games n’indique aucun prix en ce moment.',
  'values-page.big_games': 'les prix de BIG Games',
  'values-page.file': 'l’équipe de la banque',
  'values-page.demo': 'une liste inventée, pour essayer',
  'values-page.stale': 'Cette valeur est ancienne : impossible d’en lire une plus récente.',
  'values-page.untradable': 'La banque n’accepte pas de dépôts de cet animal.',
  'values-page.no-plot': 'Un graphique apparaîtra dès qu’il y aura deux valeurs.',
  'values-page.time': 'Moment',
  'values-page.new': `
    L’équipe de la banque a donné à cet animal une valeur qu’il n’avait pas. Pendant un jour, les limites de
    l’équipe n’utilisent pas cette valeur.`,
};
