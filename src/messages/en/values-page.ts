export const valuesPage = {
  'values-page.title': 'Pet values',
  'values-page.description': `
    What Pet Simulator 99 pets are worth to this bank, and what they were worth before.`,
  'values-page.search': 'Search a pet',
  'values-page.do-search': 'Search',
  'values-page.pets': 'Pets',
  'values-page.searching': 'Searching …',
  'values-page.needs-script': 'This page needs JavaScript. Programs get the same from {address}.',
  'values-page.no-answer': 'The bank does not answer just now. Please try again.',
  'values-page.type': 'Search for a pet by its name.',
  'values-page.none': 'No pet has this in its name.',
  'values-page.first': 'The first {shown, number} of {count, number}. A longer name finds fewer.',
  'values-page.unknown-pet': 'The bank does not know this pet.',
  'values-page.source': 'From',
  'values-page.as-of': 'As of',
  'values-page.capped': `
    BIG Games shows no price above this one, and several pets have exactly this price. So this pet may be
    worth more.`,
  'values-page.jump': 'The newest price is far from this value. The value follows it slowly.',
  'values-page.no_rap': 'BIG Games has no price for it now.',
  'values-page.big_games': 'BIG Games’ prices',
  'values-page.file': 'the bank’s staff',
  'values-page.demo': 'a made-up list, to try things out',
  'values-page.stale': 'This value is old: no newer one could be read.',
  'values-page.untradable': 'The bank takes no deposits of this pet.',
  'values-page.no-plot': 'A chart appears once there are two values.',
  'values-page.time': 'Time',
  'values-page.new': `
    The bank's staff gave this pet a value that it didn't have. For one day, the limits for staff don't use
    this value.`,
} as const;
