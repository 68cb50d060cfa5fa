export const memberPage = {
  'member-page.title': 'Your page',
  'member-page.open': 'Open your page',
  'member-page.once': "The link works <b>once</b>, until {end}. It is only for you: don't share it.",
  'member-page.shows': `
    The page shows what you have and what happened. It stays open for {hours, number} hours. You can only look
    at it: nothing can be given away or withdrawn there.`,
};
