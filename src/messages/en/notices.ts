export const notices = {
  'notice.field.in-account': 'Added to your account',
  'notice.field.out-of-account': 'Taken out of your account',
  'notice.field.set-aside': 'Set aside for you',
  'notice.field.back-in-balance': 'Back in your balance',
  'notice.field.in-trade': 'In the trade',
  'notice.field.in-trade-now': 'In the trade now',
  'notice.field.you-got': 'You got',
  'notice.field.you-gave': 'You gave',
  'notice.field.you-would-get': 'You would get',
  'notice.field.you-keep': 'You keep',
  'notice.field.you-can-get': 'You can get',
  'notice.field.was-offered': 'Was offered',
  'notice.field.given-back': 'Given back',
  'notice.field.with-owners': 'Back with their owners',
  'notice.field.why': 'Why',
  'notice.field.to': 'To',
  'notice.field.from': 'From',
  'notice.field.with': 'With',
  'notice.field.by': 'By',
  'notice.field.who': 'Who',
  'notice.field.withdrawal': 'Withdrawal',
  'notice.field.goods': 'Pets and gems',
  'notice.field.account': 'Roblox account',
  'notice.news.title': 'News from the bank: {topic}',
  'notice.deposit_credited.title': 'Your deposit has arrived',
  'notice.deposit_credited.text': 'It is in your account. You can see it in <c>inventory</c>.',
  'notice.deposit_quarantined.title': 'Part of your deposit is under review',
  'notice.deposit_quarantined.text': `
    Nothing is lost: the bank keeps all of it. Staff look at what could not be added to your account. I will
    tell you the result.`,
  'notice.quarantine_credited.title': 'Staff looked at your deposit: it is yours',
  'notice.quarantine_returned.title': 'Staff looked at your deposit: you got it back',
  'notice.quarantine_returned.text': 'A teller gave it back to you in the game.',
  'notice.adjustment.title': 'Staff corrected your account',
  'notice.deposit_reversed.title': 'A deposit was taken back',
  'notice.deposit_reversed.text': `
    Staff think that it did not happen in the game, and that somebody used a stolen teller key to report it.
    Did you really hand it over? Tell the staff: nothing of yours is lost.`,
  'notice.transfer_sent.title': 'Your gift has arrived',
  'notice.transfer_sent.text': `
    Was that not you? Tell the staff right away. They can give it back to you while it is on hold. You can see
    it in <c>history</c>.`,
  'notice.transfer_sent.without-hold': `
    Was that not you? Tell the staff right away. You can see it in <c>history</c>.`,
  'notice.transfer_received.title': 'Somebody gave you something',
  'notice.transfer_received.text': `
    It is in your account. You have to keep it for a while, so that staff can help if an account was stolen.
    <c>inventory</c> shows how long.`,
  'notice.transfer_received.without-hold': 'It is in your account. <c>inventory</c> shows it.',
  'notice.trade_invited.title': 'Somebody wants to trade with you',
  'notice.trade_invited.text': `
    Nothing has moved. <c>trade</c> shows what they give. You choose what you give, and both of you have to
    agree. Only trade with people you know.`,
  'notice.trade_lost.title': 'Your trade has to start again',
  'notice.trade_lost.text': `
    The bank was restarted while you two were putting a trade together. Nothing has moved: start again with
    <c>trade</c>.`,
  'notice.trade_offered.title': 'Somebody offers you a trade',
  'notice.trade_offered.text': `
    Nothing has moved. <c>trade</c> shows both sides. Look at them first, and only trade with people you
    know.`,
  'notice.trade_accepted.title': 'Your trade is done',
  'notice.trade_accepted.text': `
    Both sides moved at the same moment. You have to keep what you got for a while. <c>inventory</c> shows how
    long.`,
  'notice.trade_accepted.without-hold': `
    Both sides moved at the same moment. <c>inventory</c> shows what you have now.`,
  'notice.trade_declined.title': 'Your offer was declined',
  'notice.trade_withdrawn.title': 'An offer to you was taken back',
  'notice.trade_taken_back.title': 'Staff took an offer back',
  'notice.more-alike': 'And {count, number} more like these.',
  'notice.nothing-moved': 'Nothing has moved.',
  'notice.gift_undone.title': 'Staff undid a gift or a trade',
  'notice.gift_undone.text': 'Everything in it is back with its owner. You can see it in <c>history</c>.',
  'notice.delivery_undone.title': 'Your withdrawal is back in your balance',
  'notice.delivery_undone.text': 'Staff found that it was not handed over to you in the game.',
  'notice.withdrawal_reserved.title': 'Your withdrawal is ready to collect',
  'notice.withdrawal_reserved.text': `
    Meet a teller in the game with the same Roblox account. <c>tellers</c> shows the real ones. If you change
    your mind, <c>cancel</c> puts it back into your balance.`,
  'notice.teller_back.title': 'A teller with your withdrawal is in the game now',
  'notice.teller_back.text': `
    Meet this teller with the same Roblox account. <c>tellers</c> shows where it is, and that it is the real
    one.`,
  'notice.teller_coming.title': 'A teller is on the way to you in the game',
  'notice.teller_coming.text': 'Stay in the game. Check the name before you trade.',
  'notice.withdrawal_claimed.title': 'A teller is handing over your withdrawal',
  'notice.withdrawal_claimed.text': `
    Go to the game and accept the trade there. Check the name first: <c>tellers</c> shows the real tellers.`,
  'notice.withdrawal_split.title': 'Your withdrawal comes in two parts',
  'notice.withdrawal_split.text': `
    No teller has all of it just now. One hands this part over: go to the game and accept the trade there.
    The rest stays set aside for you until a teller has it. <c>history</c> shows both.`,
  'notice.withdrawal_declined.title': 'The trade did not happen',
  'notice.withdrawal_declined.text': `
    Your withdrawal is still waiting for you. Meet a teller in the game again.`,
  'notice.withdrawal_delivered.title': 'Your withdrawal was delivered',
  'notice.withdrawal_delivered.text': `
    Did you not get it in the game? Press the button: staff will look into it.`,
  'notice.withdrawal_partly_delivered.title': 'Part of your withdrawal was delivered',
  'notice.withdrawal_partly_delivered.text': `
    The rest is back in your balance. You can see it in <c>inventory</c>.`,
  'notice.withdrawal_expired.title': 'Your withdrawal has expired',
  'notice.withdrawal_expired.text': `
    It was not collected in time, so all of it is back in your balance. To start again, use
    <c>withdraw</c>.`,
  'notice.withdrawal_cancelled.title': 'Your withdrawal was cancelled',
  'notice.withdrawal_cancelled.text': 'All of it is back in your balance.',
  'notice.withdrawal_uncertain.title': 'Your withdrawal is under review',
  'notice.withdrawal_uncertain.text': `
    The teller did not say whether the trade happened. Your withdrawal stays set aside until we know. The
    staff have been told.`,
  'notice.link_taken_over.title': 'Your Roblox account was linked to someone else',
  'notice.link_taken_over.text': `
    Nothing can be withdrawn from it for a while. Was that not you? Then somebody else can change your Roblox
    profile. Change your Roblox password, tell the staff, and link the account again with <c>verify</c>.`,
} as const;
