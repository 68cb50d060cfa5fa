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
    Or do it without the words: {link}. The link is only for you. It works once, for ten minutes.`,
  'verify.linked-already.title': 'You are already linked to {name}',
  'verify.linked-already.text': `
    You don't have to do anything. <c>inventory</c> shows what you have. To use another account, send
    <c>unlink</c> first.`,
  'verify.looks-like-id': `
    <b>{name}</b> looks like an id number. Your username is the name with the @ on your Roblox profile.`,
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
  'verify.missing-saved': '• Did you save? Does Roblox show the words, and not ####?',
  'linked.title': 'You are linked to {name}',
  'linked.remove-words': 'You can remove the words from your profile.',
  'linked.already-here': 'Already in the bank for you: <b>{pets}</b> and <b>{gems}</b>.',
  'linked.next': `
    Next: <c>deposit</c> shows how to bring pets in. <c>inventory</c> shows what you have. <c>help</c> shows
    everything else.`,
  'username.names-someone.title': 'That is not a Roblox username',
  'username.names-someone.text': `
    That is somebody on Discord. Type a Roblox username: the name with the @ on a Roblox profile.`,
  'username.is-link.title': 'That is not a Roblox username',
  'username.is-link.text': 'That is a link. Open it, and type the name with the @ that you see there.',
  'username.only-behind.title': 'That is not a Roblox username',
  'username.only-behind.text': 'Type only <b>{name}</b>.',
  'unlink.title': 'Unlink {name}?',
  'unlink.button': 'Unlink',
  'unlink.stays': `
    This stays in the bank: <b>{pets}</b>, <b>{gems}</b> and every open withdrawal. It belongs to the Roblox
    account.`,
  'unlink.ends': `
    You won't see the account here any more, and get no messages about it. <c>verify</c> links it again.`,
  'unlink.pause': `
    If another Discord user links it, nobody can withdraw from it for a while. That keeps it safe.`,
  'unlink.done.title': '{name} is unlinked',
  'unlink.done.text': 'Everything in it is safe. <c>verify</c> links it again, or another account.',
  'whois.has-shown': '{user} has proved that {account} is their Roblox account.',
  'whois.check-name': 'Check the name in the game before you trade.',
  'whois.not-linked.title': 'Not linked',
  'whois.not-linked.text': `
    {user} has not linked a Roblox account here. They can do that with <c>verify</c>.`,
  'update.updated': 'Your role and your name in the server are up to date.',
  'update.not_allowed': `
    Discord does not let me change your role or your name here. You don't have to do anything.`,
  'update.off': 'There is nothing else to update here.',
  'update.stranger': 'You are not in the server of the bank, so there is nothing to update there.',
  'export.title': 'Your data',
  'export.what': `
    This file has everything that the bank keeps about you and your Roblox account. Keep it to yourself.`,
  'export.whole': `
    It has your whole history: {count, plural, one {{count, number} transaction} other {{count, number}
    transactions}}.`,
  'export.part': `
    It has the newest {count, number} transactions of your history. There was no room for more. <c>history</c>
    shows all of them, page by page.`,
  'forget.title': 'Erase everything about you?',
  'forget.erased': `
    This is erased: your link, your Roblox name and picture, and any verification words. <c>export</c> gives
    you a copy first.`,
  'forget.kept': `
    This stays: the bank's books. They have your Roblox id, but no name. Messages to you are erased after
    three days.`,
  'forget.come-back': `
    You can come back with <c>verify</c>. Then you have to wait a while before you can withdraw, because the
    bank can't know that it is still you.`,
  'forget.erase-me': 'Erase me',
  'forget.keep-me': "Don't erase me",
  'forget.done.title': 'The bank has forgotten you',
  'forget.done.text': 'The bank knows nothing about you any more. Goodbye, and thank you.',
  'forget.held': 'The bank still has something of yours',
  'forget.held-nothing-erased': 'Nothing was erased. First get back what is yours.',
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
    This file has everything that you had at step {seq, number} of the bank's books: {count, plural, one
    {{count, number} kind} other {{count, number} kinds}}. What was in withdrawals or under review is counted
    too.`,
  'proof.check': `
    Open the bank's proof page in a browser and choose the file under "Am I in it?". Or check it without us:
    petbank check-proof.`,
  'proof.root': 'It leads to the root {root}. The page has to show the same one.',
  'notices.title': 'Your messages',
  'notices.how': `
    I send you a message when something happens in your account. Press a button to switch one kind of
    message off or on.`,
  'notices.always': `
    Some are <b>always on</b>, so that nobody can take anything without you seeing it: what leaves your
    account, what staff decide, what goes wrong, and when somebody else links your Roblox account.`,
  'notices.on': '{kind}: on',
  'notices.off': '{kind}: off',
  'notices.deposits': 'Deposits',
  'notices.deposits.about': 'What you handed over has arrived.',
  'notices.withdrawals': 'Withdrawals',
  'notices.withdrawals.about': 'Each step of a withdrawal.',
  'notices.gifts': 'Gifts',
  'notices.gifts.about': 'Somebody gave you something.',
  'notices.trades': 'Trades',
  'notices.trades.about': 'Somebody wants to trade with you, or has answered an offer.',
  'notices.tellers': 'Tellers',
  'notices.tellers.about': 'A teller with your withdrawal is in the game again.',
  'username.no-name.title': 'That is not a Roblox username',
  'username.no-name.text': 'Type the name with the @ on your Roblox profile. It has 1 to 50 characters.',
} as const;
