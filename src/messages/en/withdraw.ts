export const withdraw = {
  'withdraw.what': 'What would you like back?',
  'withdraw.so-far': 'Your withdrawal so far',
  'withdraw.nothing': 'Nothing to withdraw',
  'withdraw.confirm': 'Withdraw this?',
  'withdraw.withdraw': 'Withdraw',
  'withdraw.how': `
    The bank sets it aside for you, and a teller hands it over in the game. If you do it now, you have to
    collect it in time: it expires {when}.`,
  'withdraw.only-what': 'Only what {teller} has',
  'withdraw.stays-up-to-date': `
    This message changes by itself. It stops {when}: after that, use <c>history</c>.`,
  'withdraw.whom-to-meet': 'Who to meet',
  'withdraw.whom-to-meet-in-turn': 'Who to meet, one after the other',
  'withdraw.check-name': 'Check the name before you trade: nobody else is a teller of this bank.',
  'withdraw.has-all': '{teller} · has all of it',
  'withdraw.has-part': '{teller} · has <b>{goods}</b>',
  'withdraw.nobody-has-it': `
    No teller can hand it over just now. The bank keeps it aside for you until one can, or until it
    expires.`,
  'withdraw.in-parts': `
    No teller has all of it, so it comes in parts. Each teller hands over what it has, and the rest waits for
    you.`,
  'withdraw.first-in-line': 'You are first in line.',
  'withdraw.others-wait': `
    {count, plural, one {{count, number} other withdrawal has} other {{count, number} other withdrawals
    have}} waited longer.`,
  'withdraw.many-others-wait': '{count, number} or more other withdrawals have waited longer.',
  'withdraw.cancel-it': 'Cancel it',
  'withdraw.cancel-rest': 'Cancel the rest',
  'withdraw.other-claimed': 'The other part is being handed over by <b>{teller}</b>:',
  'withdraw.other-claimed-by-one': 'The other part is being handed over by a teller:',
  'withdraw.other-uncertain': 'The other part is under review:',
  'withdraw.other-waits': `
    The other part is yours too, and waits for a teller that has it. It expires {when}:`,
  'withdraw.waiting': 'Waiting for you in the game',
  'withdraw.nobody-yet': `
    No teller can hand this over just now. I will write to you when a teller that has it is in the game
    again.`,
  'withdraw.meet': `
    Meet one of the tellers below in the game. Use the same Roblox account. The teller hands this over to
    you.`,
  'withdraw.expires': "It expires {when}. What you don't collect by then goes back to your balance.",
  'withdraw.claimed.title': 'Being handed over',
  'withdraw.claimed.text': '<b>{teller}</b> has it ready. Accept the trade in the game.',
  'withdraw.claimed-part.title': 'It comes in parts',
  'withdraw.claimed-part.text': '<b>{teller}</b> has this part ready. Accept the trade in the game.',
  'withdraw.a-teller': 'A teller',
  'withdraw.under-review': 'Under review',
  'withdraw.not-reported': `
    <b>{teller}</b> has not said how the trade ended. Nothing is lost: what you did not get stays yours.`,
  'withdraw.will-be-settled': `
    The teller counts its pets again, or staff find out. If you did get it, you don't have to do anything.`,
  'withdraw.delivered-part.title': 'One part is delivered',
  'withdraw.delivered-part.text': 'You have this part:',
  'withdraw.delivered.title': 'Delivered',
  'withdraw.delivered.text': 'You have it. Thank you for using our bank!',
  'withdraw.partly_delivered.title': 'Delivered in part',
  'withdraw.partly_delivered.text': `
    What you did not get is back in your balance. <c>history</c> shows what you got. You had asked for:`,
  'withdraw.cancelled.title': 'Cancelled',
  'withdraw.cancelled.text': 'All of it is back in your balance:',
  'withdraw.expired.title': 'Expired',
  'withdraw.expired.text': `
    It was not collected in time, so all of it is back in your balance. To start again, use
    <c>withdraw</c>.`,
  'cancel.nothing.title': 'Nothing to cancel',
  'cancel.nothing.text': 'You have no open withdrawals. To start one, use <c>withdraw</c>.',
  'cancel.too-late.title': 'Too late to cancel',
  'cancel.too-late.text': `
    A teller already has your open withdrawals, or they are under review. Look in the game, or ask the
    staff.`,
  'cancel.choose': 'Choose a withdrawal',
  'cancel.which.title': 'Which one?',
  'cancel.which.text': 'Nothing is cancelled yet.',
  'cancel.none-of-them': 'None of them',
  'cancel.confirm': 'Cancel this withdrawal?',
  'cancel.after': `
    All of it goes back to your balance right away. If you keep the withdrawal, it expires {when}.`,
  'call-teller.call': 'Call a teller',
  'call-teller.called.title': 'Staff have been told',
  'call-teller.called.text': `
    They know that you are waiting for a teller. I will write to you when one is on the way. Stay in the
    game.`,
  'dispute.button': 'I did not get it',
  'dispute.reported.title': 'Staff will look into it',
  'dispute.reported.text': `
    They know that you did not get your withdrawal <b>{withdrawal}</b>, and compare the bank's books with the
    game. Please tell them what you saw; a screenshot helps. You don't have to do anything else.`,
} as const;
