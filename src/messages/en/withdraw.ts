export const withdraw = {
  'withdraw.what': 'What would you like back?',
  'withdraw.so-far': 'Your withdrawal so far',
  'withdraw.nothing': 'Nothing to withdraw',
  'withdraw.confirm': 'Withdraw this?',
  'withdraw.withdraw': 'Withdraw',
  'withdraw.how': `
    The bank sets it aside for you, and a teller hands it over in the game. If you withdraw it now, it
    expires {when}.`,
  'withdraw.only-what': 'Only what {teller} has',
  'withdraw.stays-up-to-date': `
    This message stays up to date; the last check is {when}. After that, use <c>history</c>.`,
  'withdraw.whom-to-meet': 'Whom to meet',
  'withdraw.whom-to-meet-in-turn': 'Whom to meet, one after the other',
  'withdraw.check-name': 'Check the name before you trade: nobody else is a teller of this bank.',
  'withdraw.has-all': '{teller} · has all of it',
  'withdraw.has-part': '{teller} · has <b>{goods}</b>',
  'withdraw.nobody-has-it': `
    No teller can hand it over just now. It stays set aside for you until one can, or it expires.`,
  'withdraw.in-parts': `
    No teller has all of it, so it comes in parts: each teller hands over what it has, and the rest waits
    for you.`,
  'withdraw.first-in-line': 'Nobody has waited longer than you.',
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
    No teller can hand this over just now. When one that has it comes back into the game, I will write to
    you.`,
  'withdraw.meet': 'Meet a teller below in the game with the same Roblox account; it hands this over.',
  'withdraw.expires': 'It expires {when}. Anything not collected by then returns to your balance.',
  'withdraw.claimed.title': 'Being handed over',
  'withdraw.claimed.text': '<b>{teller}</b> has it ready. Accept the trade in the game.',
  'withdraw.claimed-part.title': 'It comes in parts',
  'withdraw.claimed-part.text': '<b>{teller}</b> has this part ready. Accept the trade in the game.',
  'withdraw.a-teller': 'A teller',
  'withdraw.under-review': 'Under review',
  'withdraw.not-reported': `
    <b>{teller}</b> has not reported how the trade ended. Nothing is lost: what you did not get stays yours.`,
  'withdraw.will-be-settled': `
    The teller's next count or the staff will settle it. If you did get it, there is nothing to do.`,
  'withdraw.delivered-part.title': 'One part is delivered',
  'withdraw.delivered-part.text': 'You have this part:',
  'withdraw.delivered.title': 'Delivered',
  'withdraw.delivered.text': 'You have it. Thank you for banking with us!',
  'withdraw.partly_delivered.title': 'Delivered in part',
  'withdraw.partly_delivered.text': `
    What you did not get is back in your balance. <c>history</c> shows what you got, of:`,
  'withdraw.cancelled.title': 'Cancelled',
  'withdraw.cancelled.text': 'All of it is back in your balance:',
  'withdraw.expired.title': 'Expired',
  'withdraw.expired.text': `
    Nobody collected it in time, so all of it is back in your balance. <c>withdraw</c> starts again.`,
  'cancel.nothing.title': 'Nothing to cancel',
  'cancel.nothing.text': 'You have no open withdrawals. <c>withdraw</c> starts one.',
  'cancel.too-late.title': 'Nothing to cancel',
  'cancel.too-late.text': `
    Your open withdrawals are with a teller already, or under review. Check the game, or ask the staff.`,
  'cancel.choose': 'Choose a withdrawal',
  'cancel.which.title': 'Which one?',
  'cancel.which.text': 'Nothing is cancelled yet.',
  'cancel.none-of-them': 'None of them',
  'cancel.confirm': 'Cancel this withdrawal?',
  'cancel.after': 'All of it goes back to your balance at once. If you leave it, it expires {when}.',
  'call-teller.call': 'Call a teller',
  'call-teller.called.title': 'Staff have been told',
  'call-teller.called.text': `
    They know that you are waiting for a teller. I will write to you when one of them is on the way: stay in
    the game.`,
  'dispute.button': 'I did not get it',
  'dispute.reported.title': 'Staff will look into it',
  'dispute.reported.text': `
    They know that you did not get <b>{withdrawal}</b>, and compare the ledger with the game. Please tell
    them what you saw; a screenshot helps. There is nothing else that you have to do.`,
} as const;
