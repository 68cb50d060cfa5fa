export const account = {
  'verify.title': 'Show that the account is yours',
  'verify.copy': '1. Copy all of these words:',
  'verify.profile': 'your Roblox profile',
  'verify.paste': `
    2. Open {profile}, press the pencil beside <b>About</b>, put the words there and save. The rest of the
    text can stay.`,
  'verify.come-back': "3. Come back and press <b>I've saved it</b>.",
  'verify.saved': "I've saved it",
  'verify.only-for': 'The words work only for <b>{name}</b>. They expire {when}.',
  'verify.sign-in': 'sign in with Roblox',
  'verify.or-sign-in': `
    Or skip the words: {link}. The link is for you alone, works once and expires in ten minutes.`,
  'verify.linked-already.title': 'You are linked to {name} already',
  'verify.linked-already.text': `
    There is nothing to do. <c>inventory</c> shows what you have, and <c>unlink</c> ends the link.`,
  'verify.looks-like-id': `
    <b>{name}</b> looks like an id. A username is the name with the @ on your Roblox profile.`,
  'verify.checking': 'Checking your profile …',
  'verify.not-yet': "The words aren't there yet. Roblox takes a minute or two to show a changed profile.",
  'verify.unavailable': 'Roblox is not responding just now.',
  'verify.polling': 'I keep checking for two minutes. You can leave this open.',
  'verify.check-again': 'Check again',
  'verify.other-words': 'Other words',
  'verify.missing': 'I checked for two minutes and did not find them. Please check:',
  'verify.missing-words': '• Are all 16 words in the <b>About</b> text, in the same order?',
  'verify.missing-profile': `
    • Is it the profile of <b>{name}</b>? For another account, use <c>verify</c> with its name.`,
  'verify.missing-saved': '• Did you save, and does Roblox show the words and no ####?',
  'linked.title': 'You are linked to {name}',
  'linked.remove-words': 'You can remove the words from your profile.',
  'linked.already-here': 'Already in the bank for you: <b>{pets}</b> and <b>{gems}</b>.',
  'linked.next': `
    Next: <c>deposit</c> shows how to bring pets in, <c>inventory</c> what you have, and <c>help</c>
    everything else.`,
  'username.names-someone.title': "That doesn't fit",
  'username.names-someone.text': `
    That names someone on Discord. Type a Roblox username: the name with the @ on a Roblox profile.`,
  'username.is-link.title': "That doesn't fit",
  'username.is-link.text': 'Open it, and type the name with the @ that you see there.',
  'username.only-behind.title': "That doesn't fit",
  'username.only-behind.text': 'Type only <b>{name}</b>.',
  'unlink.title': 'Unlink {name}?',
  'unlink.button': 'Unlink',
  'unlink.stays': `
    What stays: <b>{pets}</b> and <b>{gems}</b>, and every open withdrawal. They belong to the Roblox
    account.`,
  'unlink.ends': `
    What ends: you no longer see the account here, and get no messages about it. <c>verify</c> links it
    again.`,
  'unlink.pause': 'If another Discord user links it, withdrawals are paused for a while, to keep it safe.',
  'unlink.done.title': '{name} is unlinked',
  'unlink.done.text': 'Everything in it is safe. <c>verify</c> links it again, or another account.',
  'whois.has-shown': '{user} has shown that {account} is theirs.',
  'whois.check-name': 'Check the name in the game before you trade.',
  'whois.not-linked.title': 'Not linked',
  'whois.not-linked.text': '{user} has shown no Roblox account here. <c>verify</c> would link one.',
  'update.updated': 'Your role and your name in the server are up to date.',
  'update.not_allowed': "You don't have to do anything.",
  'update.off': 'There is nothing else to update here.',
  'update.stranger': 'You are not in the server of the bank, so there is nothing to update there.',
  'export.title': 'Your data',
  'export.what': `
    Everything that the bank keeps about you and your Roblox account, in one JSON file: keep it to yourself.`,
  'export.whole': `
    It has your whole history: {count, plural, one {{count, number} transaction} other {{count, number}
    transactions}}.`,
  'export.part': `
    It has the newest {count, number} transactions of your history: more would not fit. <c>history</c> shows
    all of them, page by page.`,
  'forget.title': 'Erase everything about you?',
  'forget.erased': `
    Erased: your link, your Roblox name and picture, and any verification words. <c>export</c> gives you a
    copy first.`,
  'forget.kept': `
    Kept: the ledger, which has your Roblox id and no name. The bank forgets messages that it sent you after
    three days.`,
  'forget.come-back': `
    You can come back with <c>verify</c>. Withdrawals then wait for a while: the bank can't know that it is
    still you.`,
  'forget.erase-me': 'Erase me',
  'forget.keep-me': 'Keep me',
  'forget.done.title': 'You are forgotten',
  'forget.done.text': 'The bank knows nothing about you any more. Goodbye, and thank you.',
  'forget.held': 'Not while the bank holds something of yours',
  'forget.held-nothing-erased': 'Nothing was erased, so that nothing is lost.',
  'forget.held-account': 'The Roblox account: <b>{name}</b>.',
  'forget.held-goods': 'In the bank: <b>{goods}</b>. Take it out with <c>withdraw</c>.',
  'forget.held-withdrawals': `
    Open withdrawals: {count, number}. Collect them in the game, or <c>cancel</c> them.`,
  'forget.held-quarantine': 'In quarantine: <b>{goods}</b>. Please ask the staff.',
  'forget.held-cases': `
    Staff are still reviewing {count, plural, one {a trade} other {trades}} of yours. Please ask them.`,
  'proof.title': 'Your proof',
  'proof.nothing': 'When the bank last counted, you had nothing in it. It counts again soon.',
  'proof.too-large': 'You own so many kinds of pets that the file is too large for Discord.',
  'proof.what': `
    All you owned at step {seq, number} of the bank's books is in this file: {count, plural, one {{count,
    number} kind} other {{count, number} kinds}}, free, reserved and under review together.`,
  'proof.check': `
    Open the bank's proof page in a browser and choose the file under "Am I in it?". Or check it without us:
    petbank check-proof.`,
  'proof.root': 'It leads to the root {root}, which the page shows too.',
  'notices.title': 'Your messages',
  'notices.how': `
    I send you a message when something happens in your account. Press a button to switch one kind of
    message off or on.`,
  'notices.always': `
    <b>Always on</b>, so that nobody can take something without your knowing: what leaves your account, what
    staff decide, when something goes wrong, and when somebody else links your Roblox account.`,
  'notices.on': '{kind}: on',
  'notices.off': '{kind}: off',
  'notices.deposits': 'Deposits',
  'notices.deposits.about': 'What you handed over has arrived.',
  'notices.withdrawals': 'Withdrawals',
  'notices.withdrawals.about': 'Each step of a withdrawal, up to its end.',
  'notices.gifts': 'Gifts',
  'notices.gifts.about': 'Somebody gave you something.',
  'notices.trades': 'Trades',
  'notices.trades.about': 'Somebody wants to trade with you, or has answered an offer.',
  'notices.tellers': 'Tellers',
  'notices.tellers.about': 'A teller with your withdrawal is in the game again.',
  'username.no-name.title': "That doesn't fit",
  'username.no-name.text': 'Type the username as you see it on the Roblox profile, in 1 to 50 characters.',
} as const;
