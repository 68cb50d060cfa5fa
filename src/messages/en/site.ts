/** The pages that everybody may open: what stands around each, the first one, the status, a sign-in. */
export const site = {
  'site.skip': 'Skip to the content',
  'site.pages': 'Pages',
  'site.language': 'Language',
  'site.values': 'Values',
  'site.proof': 'Proof',
  'site.status': 'Status',
  'site.sealed': 'Each step is sealed with the one before it, so nobody can change the past unseen.',
  'site.independent': 'Petbank is not run by Roblox, Discord or BIG Games.',
  'site.needs-script': 'This page needs JavaScript.',
  'front.description': `
    A bank for Pet Simulator 99: hand in your pets and gems, and take them back when you like.`,
  'front.title': 'A safe home for your pets',
  'front.lead': `
    This is a bank for Pet Simulator 99. Hand your pets and gems to one of our tellers in the game, see them
    whenever you like on Discord, and get them back when you want to play.`,
  'front.mascot': 'A smiling cat bank with a golden paw coin in its slot',
  'front.playground': 'Start here: the playground',
  'front.join': 'Join us on Discord',
  'front.how-it-works': 'How it works',
  'front.look-up': 'Look up a pet',
  'front.well': 'Open: everything works',
  'front.unwell': 'Something in the bank does not work just now',
  'front.teller-changes': 'Changes at {at} UTC. Look here again then.',
  'front.steps': 'Your first deposit, in four steps',
  'front.hello': 'Say hello to our bot',
  'front.hello-how': `
    In our Discord server, send <c>verify</c> with your Roblox name. The bot gives you 16 words.`,
  'front.show': 'Show that it is you',
  'front.show-how': `
    Put the words in the About text of your Roblox profile for a minute. The bank reads them, and knows that
    the account is yours.`,
  'front.hand-over': 'Trade with a teller',
  'front.hand-over-how': `
    <c>deposit</c> tells you where our tellers are. Trade your pets to one of them in the game: each is
    written down before the teller accepts.`,
  'front.take-back': 'Take them back',
  'front.take-back-how': `
    Choose the pets you want with <c>withdraw</c>, and meet a teller in the game. It gives them only to your
    own Roblox account, even if somebody else has your Discord.`,
  'front.trust': 'See for yourself',
  'front.owe': 'What we owe',
  'front.owe-about': `
    Every pet we keep for members, next to what our tellers hold. Your browser checks that you are counted.`,
  'front.worth': 'What pets are worth',
  'front.worth-about': 'Today’s value of each pet, and what it was before.',
  'front.health': 'Does everything work?',
  'front.health-about': 'Whether the bank, its bot and what they depend on work just now.',
  'front.beware': `
    Our tellers never ask for your password, and never trade anywhere but in the game.`,
  'status.title': 'Status',
  'status.description': 'Whether the bank and what it depends on work.',
  'status.well': 'Everything works',
  'status.well-means': 'You can deposit, withdraw and look at your pets.',
  'status.unwell': 'Something does not work',
  'status.unwell-means': `
    Everything you own is safe: nothing is lost while a part is down. Some things may have to wait a while.`,
  'status.parts': 'The parts',
  'status.version': 'Version {version}, running for {span}',
  'status.storage': 'The books',
  'status.storage-about': 'Where every pet and gem is written down.',
  'status.ledger': 'The chain',
  'status.ledger-about': 'Every step is checked against the one before it, at least once a day.',
  'status.discord': 'Discord',
  'status.discord-about': 'The bot that you talk to.',
  'status.roblox': 'Roblox',
  'status.roblox-about': 'Reads profiles when you link your account.',
  'status.backup': 'Backups',
  'status.backup-about': 'Copies of the books, made regularly.',
  'status.ok': 'Works',
  'status.down': 'Does not work',
  'status.off': 'Off',
  'status.unknown': 'Not known yet',
  'problem.nothing-here': `
    There is nothing at this address. Maybe it was mistyped, or the link is old. Your pets are safe.`,
  'problem.request': 'Request {id}',
  'problem.first-page': 'To the first page',
  'sign-in.title': 'Sign in with Roblox',
  'sign-in.description': 'Shows the bank which Roblox account is yours.',
  'sign-in.looking': 'Checking your link …',
  'sign-in.whose': `
    This links the Roblox account that you sign in with to the Discord user {name} (id {id}). Is that you?`,
  'sign-in.go-on': 'Go on to Roblox',
  'sign-in.beware': `
    Did somebody send you this link? Then close this page: it would give them your pets in the bank.`,
  'sign-in.linked': 'You are linked to {name}',
  'sign-in.linked-next': `
    Go back to Discord: <c>inventory</c> shows what you have, and <c>deposit</c> shows how to bring pets
    in.`,
  'sign-in.not-linked': 'Nothing was linked',
  'sign-in.denied': 'You did not let the bank see who you are. To start again, use <c>verify</c>.',
  'sign-in.failed': 'Roblox did not accept this sign-in. To start again, use <c>verify</c>.',
  'sign-in.elsewhere': `
    This sign-in was started in another browser, or it took more than ten minutes. To start again, use
    <c>verify</c>.`,
  'sign-in.gone': 'This link was used already, or its ten minutes are over. Send <c>verify</c> once more.',
  'sign-in.already_linked': 'You have another Roblox account here. Unlink it first with <c>unlink</c>.',
  'sign-in.roblox_user_not_found': "This Roblox account can't be linked.",
  'sign-in.halted': 'The bank is closed for a moment. Everything you own is safe; try again later.',
  'sign-in.upstream_unavailable': `
    Roblox is not answering just now. Try again in a minute, or use the words.`,
} as const;
