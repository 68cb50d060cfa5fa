export const delivery = {
  'missed.title': 'I could not write to you',
  'missed.text': `
    You accept no direct messages from here, so I say it now. To get them at once, allow direct messages in
    the privacy settings of this server.`,
  'hidden.title': 'Your answer is ready',
  'hidden.text': `
    It is only for you, and you don't accept direct messages from this server. Press the button: nobody else
    will see it.`,
  'hidden.show': 'Show me',
} as const;
