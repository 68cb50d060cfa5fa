export const amounts = {
  'amount.number': '{count, number}',
  'amount.gems': '{count, plural, one {{count, number} gem} other {{count, number} gems}}',
  'amount.pets': '{count, plural, one {{count, number} pet} other {{count, number} pets}}',
  'amount.nothing': 'nothing',
  'amount.picture': 'The pets and gems as cards; the list says the same.',
  'amount.pet': '{count, number} × {pet}',
  'amount.and-more-kinds': `
    {listed} and {count, plural, one {{count, number} more kind} other {{count, number} more kinds}}`,
  'amount.more-kinds-of-pets': `
    and {count, plural, one {{count, number} more kind} other {{count, number} more kinds}} of pets`,
  'amount.and-more': 'and {count, number} more',
  'worth.at-least': 'at least {gems}, not counting {pets} of unknown value',
  'worth.unknown': 'The bank does not know what this is worth.',
  'worth.known': 'Worth <b>{worth}</b>.',
  'worth.each': 'worth {value, number} each',
  'worth.none-known': 'no value known',
} as const;
