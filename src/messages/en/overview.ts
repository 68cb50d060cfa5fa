export const overview = {
  'balance.title': 'Your balance',
  'balance.gems': 'Gems',
  'balance.gems-in-withdrawals': 'Gems in withdrawals',
  'balance.pets': 'Pets',
  'balance.worth': 'Everything is worth',
  'balance.more': 'Your pets: <c>inventory</c> · What happened: <c>history</c>',
  'balance.whole': "The picture goes back to the very start, {since}. It uses today's values of pets.",
  'balance.part': `
    The picture shows the last {count, number} transactions, back to {since}. It uses today's values of
    pets.`,
  'balance.picture': 'Gems and worth over time: {gems} and a worth of {worth} now.',
  'restriction.quarantine': `
    In quarantine: <b>{goods}</b>. Staff have to look at it first. It is not lost, but it doesn't count here
    yet.`,
  'restriction.frozen': `
    Your account is frozen: you can't withdraw anything for now. Please ask the staff why.`,
  'restriction.cooldown': 'You can withdraw again {when}. This account was linked a short time ago.',
  'on-hold.brought': `
    Just arrived: <b>{goods}</b>. It is yours. You can use it from {clock} ({when}), usually in a minute.`,
  'on-hold.given': `
    From another member: <b>{goods}</b>. You can use it from {clock} ({when}). Until then, staff can undo the
    gift or trade.`,
  'on-hold.others': `
    Staff are checking a teller. <b>{goods}</b> is yours, and you can use it when they are done.`,
  'inventory.title': 'Your pets',
  'inventory.title-page': 'Your pets, page {page, number} of {pages, number}',
  'inventory.none': 'No pets yet. <c>deposit</c> shows how to bring the first one in.',
  'inventory.of-kinds': `
    <b>{count, number}</b>, of {kinds, plural, one {{kinds, number} kind} other {{kinds, number} kinds}}`,
  'inventory.in-withdrawals': 'In withdrawals',
  'inventory.pet': '<b>{count, number} × {pet}</b>, {worth}',
  'inventory.pet-reserved': '<b>{count, number} × {pet}</b>, {worth}, and {reserved, number} in a withdrawal',
  'inventory.pet-none-free': '<b>{pet}</b>, {worth}: {reserved, number} in a withdrawal, none free',
  'inventory.picture': 'The pets of page {page, number} of {pages, number} as cards; the list says the same.',
  'pages.back': '◀ Back',
  'pages.next': 'Next ▶',
  'pages.go-to': 'Go to page',
  'pages.number': 'Page, from 1 to {pages, number}',
  'value.cannot-be-traded': '<b>This pet cannot be traded</b>, so the bank does not take it.',
  'value.updated': 'Updated {when}. A value is an estimate from past sales, not a promise.',
  'value.value': 'Value',
  'value.average-price': 'Recent average price',
  'value.in-the-game': 'In the game',
  'value.kind': 'Kind',
  'value.not-known': 'not known',
  'value.picture': 'The value of {pet} over time, between {lowest, number} and {highest, number} gems.',
  'value.unknown-pet.title': 'No such pet',
  'value.unknown-pet.text': `
    The bank knows no pet called <b>{typed}</b>. Check the spelling, or use <c>value</c> and choose from the
    suggestions.`,
  'value.no-longer.title': 'This pet is not in the list any more',
  'value.no-longer.text': 'The list of pets has just changed. Ask again with <c>value</c>.',
  'value.none.title': 'No values here',
  'value.none.text': 'This bank takes any pet and keeps no values. <c>inventory</c> shows what you have.',
} as const;
