export const dispatch = {
  'dispatch.unknown.title': "I don't know that command",
  'dispatch.unknown.text': '<c>help</c> shows everything I can do.',
  'dispatch.near-miss.title': "I don't know that command",
  'dispatch.near-miss.text': 'Did you mean {command}? <c>help</c> shows everything I can do.',
  'dispatch.staff-only.title': 'For staff only',
  'dispatch.staff-only.text': "Only staff of this bank's own server can do that.",
  'dispatch.level.title': 'You may not do that',
  'dispatch.level.text': `
    Your level here is <b>{level}</b>. This needs <b>{needed}</b>. Ask somebody who has it, or the person who
    runs this bank.`,
  'dispatch.not-yours.title': 'This is for someone else',
  'dispatch.not-yours.text': `
    Only the person who ran the command can press this. <c>help</c> shows how to run your own.`,
  'dispatch.needs-another.title': 'A second person has to press this',
  'dispatch.needs-another.text': 'You proposed it, so another staff member has to confirm it.',
  'dispatch.not-here.title': 'Not here',
  'dispatch.not-here.text': `
    The admins of this server have turned this command off here, or for you. Try another channel, or write to
    me directly.`,
  'dispatch.too-old.title': 'This message is too old',
  'dispatch.too-old.text': 'Nothing was done. Run the command again.',
  'dispatch.used-up.title': 'Already done',
  'dispatch.used-up.text': 'Somebody pressed this before. Nothing was done twice.',
  'dispatch.in-progress.title': 'One moment',
  'dispatch.in-progress.text': 'This is already in progress.',
  'dispatch.too-long.title': 'Too short or too long',
  'dispatch.too-long.text': 'Nothing was done. Fill in the form again.',
  'dispatch.too-fast.title': 'A little slower, please',
  'dispatch.too-fast.text': 'That was a lot at once. Nothing was done this time: try again {when}.',
  'dispatch.left-over.title': "I don't understand all of that",
  'dispatch.left-over.text': `
    Nothing was done. I don't know what <b>{typed}</b> means here. <c>help</c> shows how.`,
} as const;
