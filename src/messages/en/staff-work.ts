export const staffWork = {
  'queue.waiting': 'Waiting for delivery',
  'queue.how': 'Hand one over with <c>teller deliver</c>. Your teller account is {account}.',
  'queue.nothing': 'Nothing waits',
  'queue.you-hold-all': 'You hold all of it. It expires {when}.',
  'queue.you-lack-some': `
    You don't hold all of it. <c>teller deliver</c> hands over what you have, if no other teller has all;
    <c>teller move</c> records what another teller hands you. It expires {when}.`,
  'queue.claimed': 'A teller is handing it over.',
  'queue.uncertain': 'Nobody reported how it ended: settle it with <c>review</c>.',
  'deliver.finish-first': 'Finish {withdrawal} first: you have claimed it',
  'deliver.no-withdrawals': '{member} has no withdrawals',
  'deliver.nothing': 'Nothing that you can deliver',
  'deliver.nothing-claimed': 'Nothing was claimed. <c>teller queue</c> shows everything that waits.',
  'deliver.frozen.title': '{member} is frozen',
  'deliver.frozen.text': `
    A frozen member gets nothing from the bank. <c>freeze</c> shows why, and unfreezes them.`,
  'deliver.hand-over.title': 'Hand {withdrawal} to {member}',
  'deliver.hand-over.text': `
    {account}. Trade with this account only, then record how it went, {when} at the latest. After that it is
    uncertain, and needs <c>review</c>.`,
  'deliver.goods': 'Hand over',
  'deliver.claimed-by': 'Claimed by',
  'outcome.delivered': 'Delivered',
  'outcome.partial': 'A part of it',
  'outcome.declined': 'Nothing changed hands',
  'deliver.claim-it': 'Claim it',
  'deliver.settled.delivered': 'All of it has left the bank. It is {id} in the ledger.',
  'deliver.settled.partly_delivered': `
    That part has left the bank. The rest is in their balance again. It is {id} in the ledger.`,
  'deliver.settled.reserved': `
    Nothing has left the bank. It waits again for <c>teller deliver</c>. It is {id} in the ledger.`,
  'withdrawal.of': '{withdrawal} of {member}: {status}',
  'withdrawal.reserved': 'reserved',
  'withdrawal.claimed': 'claimed',
  'withdrawal.uncertain': 'uncertain',
  'withdrawal.delivered': 'delivered',
  'withdrawal.partly_delivered': 'partly delivered',
  'withdrawal.cancelled': 'cancelled',
  'withdrawal.expired': 'expired',
  'take.what': 'What does {member} give?',
  'take.self.title': 'Nobody trades with themselves',
  'take.self.text': `
    Hand your pets to another staff member or to a game script's teller, and they are recorded there.`,
  'take.check-first': 'Check first',
  'take.record': 'The trade went through: record it',
  'take.offer': 'Take this from {member}?',
  'take.accepted': `
    {account}. All of it will be credited to them. Record it once the trade has gone through in the game.`,
  'take.doubtful': `
    {account}. You may refuse the trade. Once it has gone through in the game, record it anyway: what can't be
    credited waits in quarantine for <c>review</c>.`,
  'take.they-give': 'They give',
  'take.worth': 'Worth',
  'take.recorded': 'Deposit of {member} recorded',
  'take.for-second': `
    It is {id} in the ledger. That is more than one of the staff may move alone in a day: it is on hold until
    another manager confirms it with <c>review</c>.`,
  'take.credited': 'Credited',
  'take.quarantined': 'Waits in quarantine',
  'coming.button': 'I am coming',
  'coming.title': 'A teller is on the way to {member}',
  'coming.text': '{user} is coming as {name}. The member waits in the game: {account}.',
  'ticket.wants-a-withdrawal': '{withdrawal}: {member} wants a withdrawal',
  'ticket.wants': 'Wants',
  'ticket.since': 'Since {when}.',
  'ticket.open': '{account}. Since {since}. It expires {when}.',
  'ticket.held-by': 'Held by {tellers}.',
  'ticket.a-part': '{teller} a part',
  'ticket.nobody': 'No teller has any of it.',
  'ticket.escalated.title': 'Nobody has taken {withdrawal} yet',
  'ticket.escalated.text': `
    It has waited for over <b>{minutes, number}</b> {minutes, plural, one {minute} other {minutes}}. Press
    <b>Claim it</b> above.`,
} as const;
