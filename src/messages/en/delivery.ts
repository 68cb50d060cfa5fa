export const delivery = {
  'missed.title': 'I could not write to you',
  'missed.text': `
    I can't send you direct messages, so I tell you here. To get them right away, allow direct messages in the
    privacy settings of this server.`,
  'hidden.title': 'Your answer is ready',
  'hidden.text': `
    It is only for you, but I can't send you direct messages. Press the button to see it. Nobody else will.`,
  'hidden.show': 'Show me',
} as const;
