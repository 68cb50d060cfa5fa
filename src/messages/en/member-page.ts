export const memberPage = {
  'member-page.title': 'Your page',
  'member-page.open': 'Open your page',
  'member-page.once': 'The link works <b>once</b>, until {end}. It is for you alone: pass it on to nobody.',
  'member-page.shows': `
    The page shows what you have and what happened. It stays open for {hours, number} hours, and nothing can
    be moved from it.`,
};
