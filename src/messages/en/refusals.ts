export const refusals = {
  'refusal.unauthorized.title': 'Not allowed',
  'refusal.unauthorized.text': 'The bank no longer takes requests signed with this key.',
  'refusal.out_of_scope.title': 'Not allowed',
  'refusal.out_of_scope.text': "A teller can't name itself: another one of the staff does that.",
  'refusal.roblox_user_not_found.title': 'No such Roblox account',
  'refusal.roblox_user_not_found.text': `
    No Roblox account has this username now. Check the spelling: it is the name with the @, not the display
    name or an old name.`,
  'refusal.no_pending_verification.title': 'You have no words yet',
  'refusal.no_pending_verification.text': `
    Start with <c>verify</c> and your Roblox username. You then get words to put into your profile.`,
  'refusal.withdrawal_not_found.title': 'No such withdrawal',
  'refusal.withdrawal_not_found.text': '<c>history</c> shows your withdrawals.',
  'refusal.not_found.title': 'Not found',
  'refusal.not_found.text': "The bank can't find that. <c>help</c> shows what you can do.",
  'refusal.replayed.title': 'Already done',
  'refusal.replayed.text': `
    You asked for this before, and it was not done again. <c>history</c> shows what happened.`,
  'refusal.already_linked.title': 'You have another Roblox account here',
  'refusal.already_linked.text': `
    You can link only one Roblox account. To link another one, use <c>unlink</c> first. The pets in the old
    one stay safe.`,
  'refusal.not_linked.title': 'First, show who you are',
  'refusal.not_linked.text': `
    Link your Roblox account with <c>verify</c> and your Roblox username. It takes two minutes, and you do
    it once.`,
  'refusal.verification_expired.title': 'The words have expired',
  'refusal.verification_expired.text': 'Get new words with <c>verify</c>.',
  'refusal.withdrawal_not_claimed.title': 'Nobody has claimed it',
  'refusal.withdrawal_not_claimed.text': `
    A teller claims a withdrawal before handing it over. Claim it first.`,
  'refusal.withdrawal_claimed.title': 'Being handed over',
  'refusal.withdrawal_claimed.text': `
    A teller is handing this withdrawal over, so it can't be changed now. Check the game.`,
  'refusal.withdrawal_already_closed.title': 'Already closed',
  'refusal.withdrawal_already_closed.text': 'This withdrawal is closed. <c>history</c> shows how it ended.',
  'refusal.lease_lost.title': 'The claim is no longer yours',
  'refusal.lease_lost.text': 'Another claim has replaced this one. Check the queue again.',
  'refusal.halted.title': 'The bank is closed for a moment',
  'refusal.halted.text': 'Everything you own is safe. Staff will open it again. Please come back later.',
  'refusal.offer_closed.title': 'The offer is closed',
  'refusal.offer_closed.text': `
    It was accepted, declined or taken back, or it took too long. Start a new one.`,
  'refusal.invalid.title': 'Please check what you typed',
  'refusal.invalid.text': 'Change it and try again. <c>help</c> shows how.',
  'refusal.code_not_in_profile.title': "The words aren't in your profile yet",
  'refusal.code_not_in_profile.text': `
    Put all the words into the About text of your Roblox profile and save. Roblox can take two minutes to
    show them. Then use <c>verify-confirm</c>.`,
  'refusal.profile_filtered.title': 'Roblox hid some of the words',
  'refusal.profile_filtered.text': `
    Your profile shows #### instead of them. Get other words with <c>verify</c>.`,
  'refusal.request_reused.title': 'Already used',
  'refusal.request_reused.text': `
    This was used before, for something else. Nothing was done this time. Start again.`,
  'refusal.insufficient_pets.title': 'Not enough pets',
  'refusal.insufficient_pets.text': `
    <c>inventory</c> shows which pets are free. Pets in a withdrawal are not free.`,
  'refusal.insufficient_gems.title': 'Not enough gems',
  'refusal.insufficient_gems.text': `
    <c>balance</c> shows how many gems are free. Gems in a withdrawal are not free.`,
  'refusal.limit_exceeded.title': 'That is too much',
  'refusal.limit_exceeded.text': `
    Ask for less, or try again later. <c>cancel</c> takes an open withdrawal back.`,
  'refusal.link_cooldown.title': 'Linked only a short time ago',
  'refusal.link_cooldown.text': `
    A short time ago, this Roblox account was still linked to another Discord user. Nothing can be withdrawn
    for now. That protects its owner.`,
  'refusal.frozen.title': 'Your account is frozen',
  'refusal.frozen.text': `
    Staff have stopped withdrawals for it. Everything you own is safe. Please ask the staff why.`,
  'refusal.untradable.title': "This pet can't be traded",
  'refusal.untradable.text': `
    The game does not let this pet be traded. Leave it out and try again with the rest.`,
  'refusal.on_hold.title': 'Some of it has to wait',
  'refusal.on_hold.text': `
    All of it is yours. But what has just arrived is checked first, usually for a minute. Try again then, or
    ask for less.`,
  'refusal.upstream_unavailable.title': 'Roblox is not answering',
  'refusal.upstream_unavailable.text': `
    The bank can't reach Roblox just now. Nothing is lost. Try again in a minute.`,
  'refusal.internal.title': 'Something went wrong on our side',
  'refusal.internal.text': `
    Nothing of yours is lost. Try again in a minute. If it keeps happening, give the staff this reference:
    {reference}.`,
  'refusal.busy.title': 'The bank is busy',
  'refusal.busy.text': 'I could not do that just now. Try again in a moment: nothing is done twice.',
  'detail.error': '<b>{field}</b>: {message}',
  'detail.did-you-mean': 'Did you mean <b>{meant}</b>?',
  'detail.possible-again': 'You can do it again {when}.',
  'detail.held-by-staff': '<b>{what}</b>: staff have to look at it first.',
  'detail.held-until': '<b>{what}</b>: you can use it {when}, or earlier.',
  'detail.free': '<b>{what}</b>: {available, number} free.',
  'detail.gems': 'Gems',
  'limit.exceeded': `
    At most <b>{allowed, number}</b> {what}. Used so far: {used, number}. You asked for: {requested,
    number}.`,
  'limit.resets': 'It starts again {when}.',
  'limit.LIMIT_PETS_PER_TRADE': 'pets in one trade',
  'limit.LIMIT_GEMS_PER_TRADE': 'gems in one trade',
  'limit.LIMIT_OPEN_WITHDRAWALS': 'open withdrawals at a time',
  'limit.LIMIT_PETS_PER_DAY': 'pets a day',
  'limit.LIMIT_GEMS_PER_DAY': 'gems a day',
  'limit.LIMIT_PETS_HELD': 'pets in the bank',
  'limit.LIMIT_GEMS_HELD': 'gems in the bank',
  'limit.OFFERS_MADE': 'open offers from one member',
  'limit.OFFERS_RECEIVED': 'open offers to one member',
  'input.required': 'is missing',
  'input.whole-number': 'must be a whole number',
  'input.one-of': 'must be one of: {choices}',
  'input.at-least': 'must be at least {least, number}',
  'input.at-most': 'must be at most {most, number}',
  'input.too-short': `
    must have at least {count, plural, one {{count, number} character} other {{count, number} characters}}`,
  'input.too-long': `
    must have at most {count, plural, one {{count, number} character} other {{count, number} characters}}`,
} as const;
