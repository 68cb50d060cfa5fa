// Fills in the page of pet values: a list of pets that were searched for, and one of them with a plot of its
// value.
import uPlot from '/assets/uplot.js';

/** How many pets the list shows: a search finds the rest. */
const MOST_SHOWN = 40;
const PLOT_HEIGHT = 260;
/** Below these widths, two dates stand apart, and two amounts have room beside the plot. */
const DATE_WIDTH = 70;
const AMOUNT_WIDTH = 56;

const FLAGS = {
  capped: 'BIG Games cuts prices off at 25 billion: it may be worth more.',
  jump: 'The newest price is far from this value, which follows slowly.',
  no_rap: 'BIG Games names no price for it now.',
};
const SOURCES = {
  big_games: 'BIG Games’ prices',
  file: 'the bank’s staff',
  demo: 'a made-up list, to try things out',
};

const whole = new Intl.NumberFormat('en');
const short = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 2 });
const dateAndTime = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });
const gems = (amount) => (amount === null ? 'not known' : `${whole.format(amount)} gems`);

const asked = new URLSearchParams(location.search);
const search = asked.get('search') ?? '';
document.getElementById('search').value = search;
if (asked.has('id')) await showPet(asked);
await showFound(search);

async function showFound(text) {
  const query = text === '' ? '?tier=titanic' : `?search=${encodeURIComponent(text)}`;
  const answer = await ask(`/items/all${query}`);
  const items = answer?.items ?? [];
  document.getElementById('found').replaceChildren(...items.slice(0, MOST_SHOWN).map(entryOf));
  document.getElementById('message').textContent = messageFor(answer, items.length);
}

function messageFor(answer, count) {
  if (!answer) return 'The bank does not answer just now. Please try again.';
  if (count === 0) return search === '' ? 'Search for a pet by its name.' : 'No pet has this in its name.';
  return count > MOST_SHOWN ? `The first ${MOST_SHOWN} of ${count}. A longer name finds fewer.` : '';
}

function entryOf(item) {
  const link = element('a', { className: 'card found-pet', href: `/values?${queryOf(item)}` });
  link.append(
    element('span', { className: 'title', textContent: item.name }),
    element('span', { className: 'detail', textContent: formOf(item) }),
    element('span', {
      className: 'worth',
      textContent: item.value === null ? '–' : short.format(item.value),
    }),
  );
  const entry = element('li', {});
  entry.append(link);
  return entry;
}

function queryOf({ id, variant, shiny, chroma }) {
  const query = new URLSearchParams({ id, variant, shiny });
  if (chroma !== undefined) query.set('chroma', chroma);
  if (search !== '') query.set('search', search);
  return query;
}

function formOf({ variant, shiny, chroma, tier }) {
  const words = [shiny ? 'shiny' : '', variant, chroma === undefined ? '' : `chroma ${chroma}`];
  return `${words.filter((word) => word !== '').join(' ')} · ${tier}`;
}

async function showPet(query) {
  const wanted = new URLSearchParams(query);
  wanted.delete('search');
  const pet = await ask(`/items/value?${wanted}`);
  const section = document.getElementById('pet');
  section.hidden = false;
  if (!pet) {
    section.append(element('h2', { id: 'pet-name', textContent: 'The bank does not know this pet.' }));
    return;
  }
  document.title = `${pet.name} · Petbank`;
  section.append(
    element('h2', { id: 'pet-name', textContent: pet.name }),
    element('p', { className: 'detail', textContent: formOf(pet) }),
    element('p', { className: 'pet-value', textContent: gems(pet.value) }),
    factsOf(pet),
    ...remarksOn(pet).map((textContent) => element('p', { className: 'remark', textContent })),
  );
  showPlot(section, pet.points);
}

function factsOf({ rap, exists, updatedAt, source }) {
  const facts = element('dl', { className: 'facts' });
  const rows = [
    ['Recent average price', gems(rap)],
    ['In the game', exists === null ? 'not known' : whole.format(exists)],
    ['From', SOURCES[source]],
    ['As of', dateAndTime.format(new Date(updatedAt))],
  ];
  for (const [term, textContent] of rows) {
    const row = element('div', {});
    row.append(element('dt', { textContent: term }), element('dd', { textContent }));
    facts.append(row);
  }
  return facts;
}

function remarksOn({ flags, stale, tradable }) {
  return [
    ...flags.map((flag) => FLAGS[flag]),
    ...(stale ? ['This value is old: no newer one could be read.'] : []),
    ...(tradable ? [] : ['The bank takes no deposits of this pet.']),
  ];
}

function showPlot(section, points) {
  if (points.length < 2) {
    section.append(
      element('p', { className: 'detail', textContent: 'A plot comes once there are two values.' }),
    );
    return;
  }
  const place = element('div', { className: 'plot' });
  section.append(place);
  const data = [points.map(({ at }) => Date.parse(at) / 1000), points.map(({ value }) => value)];
  let plot = new uPlot(optionsFor(place), data, place);
  new ResizeObserver(() => plot.setSize({ width: place.clientWidth, height: PLOT_HEIGHT })).observe(place);
  // The colours are in the picture: another scheme needs another one.
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    plot.destroy();
    plot = new uPlot(optionsFor(place), data, place);
  });
}

function optionsFor(place) {
  const style = getComputedStyle(place);
  const [ink, line, accent, soft] = ['--muted', '--line', '--accent', '--accent-soft'].map((name) =>
    style.getPropertyValue(name).trim(),
  );
  const axis = { stroke: ink, grid: { stroke: line, width: 1 }, ticks: { stroke: line, width: 1 } };
  return {
    width: place.clientWidth,
    height: PLOT_HEIGHT,
    cursor: { y: false },
    scales: { y: { range: (_plot, low, high) => rangeAround(low, high) } },
    axes: [
      { ...axis, space: DATE_WIDTH },
      {
        ...axis,
        size: AMOUNT_WIDTH,
        values: (_plot, amounts) => amounts.map((amount) => short.format(amount)),
      },
    ],
    series: [
      {
        label: 'Time',
        value: (_plot, time) => (time === null ? '–' : dateAndTime.format(new Date(time * 1000))),
      },
      {
        label: 'Value',
        stroke: accent,
        fill: soft,
        width: 2,
        value: (_plot, amount) => (amount === null ? '–' : gems(amount)),
      },
    ],
  };
}

/** A little room above and below, also where the value never changed. */
function rangeAround(low, high) {
  const room = Math.max((high - low) / 10, high / 20, 1);
  return [Math.max(0, low - room), high + room];
}

/** The answer, or null where there is none. */
async function ask(path) {
  try {
    const response = await fetch(path);
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}

function element(name, properties) {
  return Object.assign(document.createElement(name), properties);
}
