export const deposit = {
  'deposit.title': 'Bring pets in',
  'deposit.arrived': 'Your deposit has arrived',
  'deposit.step-find': '1. In Pet Simulator 99, find a teller of this bank.',
  'deposit.step-trade': `
    2. Send it a trade with the pets and gems you want to keep here. You get nothing back in that trade.`,
  'deposit.step-yours': `
    3. When the trade is done, it is in the bank and still yours. This message then shows it.`,
  'deposit.hold': 'You can take it back after about a minute.',
  'deposit.added': '✓ Added: <b>{goods}</b>, by {teller}, {when}.',
  'deposit.nothing-added': '✓ {teller} took your trade {when}. Nothing is added to your account yet.',
  'deposit.in-quarantine': 'In quarantine until staff have looked at it: <b>{goods}</b>.',
  'quarantine.unknown_pet': '{what}: the bank does not know this pet.',
  'quarantine.untradable': '{what}: the bank does not take this pet.',
  'quarantine.limit_exceeded': '{what}: this is over a limit of the bank.',
  'quarantine.taken_now': '{what}: this was over a limit of the bank, or not on its list of pets yet.',
  'quarantine.decided': 'Staff have looked at it by now.',
  'deposit.tellers': 'Tellers in the game',
  'deposit.teller-seen': '<b>{teller}</b>, last seen {when}',
  'deposit.no-teller': `
    No teller was seen in the last ten minutes. Please ask the staff, or come back later.`,
  'deposit.at-most': 'At most',
  'deposit.in-one-trade': '{amount} in one trade',
  'deposit.in-the-bank': '{amount} in the bank',
  'deposit.no-limits': 'There are no limits.',
  'deposit.accepted': 'What the bank takes',
  'deposit.accepted-text': `
    Gems, and pets that can be traded. If the bank can't take something, or it is over a limit, it is not
    lost: it waits in quarantine until staff add it to your account or give it back. <c>value</c> shows what a
    pet is worth.`,
  'tellers.only': "This bank's only tellers",
  'tellers.check-name': 'Check the name before you trade: nobody else is a teller of this bank.',
  'tellers.where': 'Where to meet',
  'tellers.online': '{account} is in the game now',
  'tellers.attended': '{account} is played by a person: ask the staff to come',
  'tellers.paused': "{account} can't hand anything out just now",
  'tellers.silent': '{account} was last seen {when}',
  'tellers.none.title': 'No teller has been named yet',
  'tellers.none.text': 'Ask the staff who the tellers are, and trade with nobody else.',
  'tellers.all.title': 'Who the tellers are',
  'tellers.all.text': `
    Trade only with these accounts. A teller never asks for your password, and never for a trade outside Pet
    Simulator 99.`,
} as const;
