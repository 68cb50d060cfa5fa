export const proofPage = {
  'proof-page.title': 'Proof',
  'proof-page.description': `
    What this bank owes its members, what its tellers hold, and how anyone checks it.`,
  'proof-page.heading': 'What we owe, and how to check it',
  'proof-page.lead': `
    Every pet and gem in this bank belongs to a member. Here is how much that is, next to what our tellers
    say they hold. Nobody is named.`,
  'proof-page.needs-script': 'This page needs JavaScript. Programs get the same as JSON from this address.',
  'proof-page.reading': 'Reading the books …',
  'proof-page.unreadable': 'The books could not be read just now. Try again in a minute.',
  'proof-page.no-limit': `
    In this bank, one member of staff may move any amount alone: the operator has set no limit.`,
  'proof-page.assets': 'Owed and held',
  'proof-page.search': 'Search a pet',
  'proof-page.pet': 'Pet',
  'proof-page.owed': 'Owed',
  'proof-page.held': 'Held',
  'proof-page.covered': 'Covered',
  'proof-page.more': 'Show more',
  'proof-page.tellers': 'Who says what we hold',
  'proof-page.am-i-in-it': 'Am I in it?',
  'proof-page.am-i-how': `
    Send <c>proof</c> to our bot on Discord. It sends you a file. Choose it here: your own browser checks that
    everything you have is counted above. The file does not leave your device.`,
  'proof-page.file': 'Your proof file',
  'proof-page.history': 'Earlier roots',
  'proof-page.history-how': `
    Did you write one down? It must still be here, unchanged. If it is not, anybody who has a proof from that
    time can show it.`,
  'proof-page.older': 'Show older',
  'proof-page.limits': 'What this shows, and what it can’t',
  'proof-page.nobody-left-out': 'Nobody is left out',
  'proof-page.nobody-left-out-how': `
    Each member’s pets are one leaf of a tree, and the tree ends in one long number, the root. If a single
    pet of yours were missing, your file would not lead to that number.`,
  'proof-page.past': 'The past stays as it was',
  'proof-page.past-how': `
    The head seals every step up to that number. Copy both. Then nobody can show you other books for that step
    later.`,
  'proof-page.cannot': 'What it can’t show',
  'proof-page.cannot-how': `
    It can't show that our tellers really have the pets. We know only what they say. A teller with a script
    says it every few seconds. One that staff play by hand says nothing. You can look at them in the game.`,
  'proof-page.others': 'What others learn of you',
  'proof-page.others-how': `
    A few amounts that are next to yours in the tree, but no names. Each time, a new secret hides whose they
    are.`,
  'proof-page.copy': 'Copy',
  'proof-page.copied': 'Copied',
  'proof-page.start': 'the start',
  'proof-page.members': 'Members counted',
  'proof-page.as-of': 'As of',
  'proof-page.step': 'step {seq, number}',
  'proof-page.root': 'Root of all that is owed',
  'proof-page.head': 'Head of the books',
  'proof-page.no-teller': 'No teller has reported yet.',
  'proof-page.by-hand': 'By hand',
  'proof-page.by-hand-why': 'Staff trade with this account themselves: no script says what it holds.',
  'proof-page.old-word': 'Old report',
  'proof-page.fresh-word': 'New report',
  'proof-page.said': 'Said what it holds {ago}.',
  'proof-page.just-now': 'just now',
  'proof-page.nothing-yet': 'Nothing is in the bank yet.',
  'proof-page.of-kinds': `
    {found, number} of {count, plural, one {{count, number} kind} other {{count, number} kinds}}`,
  'proof-page.not-reported': 'not reported',
  'proof-page.nothing-owed': 'nothing owed',
  'proof-page.all-of-it': 'all of it',
  'proof-page.counted': 'Yes: all of this is counted in what the bank says that it owes.',
  'proof-page.no-proof': 'This is not a proof file of a Petbank.',
  'proof-page.does-not-hold': 'The proof is wrong. {why}. Show this to other members.',
  'proof-page.other-step': `
    The file itself is fine, but it is from step {seq, number}, and this page is from another one. Ask for a
    new file, and load this page again.`,
  'proof-page.had-nothing': 'You had nothing in the bank at that step.',
  'proof-page.sealed': 'sealed in step {seq, number}',
  'proof-page.hash': 'Hash of that step: {hash}',
  'proof-page.needs-https': 'Your browser can only check this over https.',
  'proof-page.gems': 'Gems',
} as const;
