export const help = {
  'help.title': 'Your bank for Pet Simulator 99',
  'help.what': `
    Give pets and gems to a teller in the game: a player who works for this bank. They are safe here, and you
    can take them back at any time.`,
  'help.direct': 'In a direct message to me, the name alone is enough: {example}.',
  'help.next': 'Next: <c>deposit</c> brings pets in, <c>inventory</c> shows what you have.',
  'help.busy': 'The bank is busy just now. Nothing of yours is lost.',
  'help.new': 'You are new here: start with <c>verify</c> and your Roblox username. It takes two minutes.',
  'help.start': 'Start here',
  'help.what-you-have': 'What you have',
  'help.in-and-out': 'Bring in and take out',
  'help.others': 'With other members',
  'help.about-you': 'About you',
  'help.more': 'More',
  'help.for-staff': 'For staff: {command}',
  'help.command': '{command}{inputs}: {description}',
} as const;
