import type { valuesPage as english } from '../en/values-page.ts';
import type { Translation } from '../translation.ts';

export const valuesPage: Translation<typeof english> = {
  'values-page.title': 'Valores dos pets',
  'values-page.description': `
    Quanto valem os pets do Pet Simulator 99 para este banco, e quanto valiam antes.`,
  'values-page.search': 'Procurar um pet',
  'values-page.do-search': 'Procurar',
  'values-page.pets': 'Pets',
  'values-page.searching': 'Procurando …',
  'values-page.needs-script': 'Esta página precisa de JavaScript. Programas recebem o mesmo em {address}.',
  'values-page.no-answer': 'O banco não responde agora. Tente de novo.',
  'values-page.type': 'Procure um pet pelo nome.',
  'values-page.none': 'Nenhum pet tem isso no nome.',
  'values-page.first': 'Os primeiros {shown, number} de {count, number}. Um nome mais comprido acha menos.',
  'values-page.unknown-pet': 'O banco não conhece este pet.',
  'values-page.source': 'De',
  'values-page.as-of': 'Com data de',
  'values-page.capped': `
    A BIG Games não mostra preços acima deste, e vários pets têm exatamente este preço. Então talvez ele valha
    mais.`,
  'values-page.jump': 'O preço mais novo está longe deste valor. O valor segue o preço devagar.',
  'values-page.no_rap': 'A BIG Games não dá nenhum preço para ele agora.',
  'values-page.big_games': 'os preços da BIG Games',
  'values-page.file': 'a equipe do banco',
  'values-page.demo': 'uma lista inventada, para testar',
  'values-page.stale': 'Este valor é antigo: não deu para ler um mais novo.',
  'values-page.untradable': 'O banco não aceita depósitos deste pet.',
  'values-page.no-plot': 'Um gráfico aparece quando houver dois valores.',
  'values-page.time': 'Momento',
  'values-page.new': `
    A equipe do banco deu a este pet um valor que ele não tinha. Por um dia, os limites da equipe não usam
    este valor.`,
};
