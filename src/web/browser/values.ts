// Fills in the page of pet values: the pets that a search found, and one pet with a plot of its value.
import uPlot from 'uplot';
import { VALUES_PAGE } from '../../messages/browser/values-page.ts';
import { createText, dateAndTime, LANGUAGE, wholeNumber } from '../page/words.ts';
import { byId, element } from './element.ts';
import { emblem } from './emblem.ts';

/** How many pets the list shows; a search finds the rest. */
const MAX_LISTED = 40;
const PLOT_HEIGHT = 260;
/** So wide that two dates do not touch, and an amount fits beside the plot. */
const DATE_WIDTH = 70;
const AMOUNT_WIDTH = 56;

const text = createText(VALUES_PAGE);

interface Item {
  readonly id: string;
  readonly name: string;
  readonly variant: string;
  readonly shiny: boolean;
  readonly chroma?: number;
  readonly tier: string;
  readonly value: number | null;
}

interface PricedPet extends Item {
  readonly chromaName?: string;
  readonly tradable: boolean;
  readonly rap: number | null;
  readonly exists: number | null;
  readonly updatedAt: string;
  readonly source: 'big_games' | 'file' | 'demo';
  readonly stale: boolean;
  readonly flags: readonly ('capped' | 'jump' | 'no_rap' | 'new')[];
  readonly points: readonly { readonly at: string; readonly value: number | null }[];
}

const shortNumber = new Intl.NumberFormat(LANGUAGE, { notation: 'compact', maximumFractionDigits: 2 });
const formatGems = (amount: number | null): string =>
  amount === null ? text('value.not-known') : text('amount.gems', { count: amount });

const query = new URLSearchParams(location.search);
const search = query.get('search') ?? '';
byId('search', HTMLInputElement).value = search;
if (query.has('id')) await showPet();
await showFound();

async function showFound(): Promise<void> {
  const filter = search === '' ? '?tier=titanic' : `?search=${encodeURIComponent(search)}`;
  const answer = await fetchJson<{ items: readonly Item[] }>(`/items/all${filter}`);
  const items = answer?.items ?? [];
  byId('found').replaceChildren(...items.slice(0, MAX_LISTED).map(createListItem));
  byId('message').textContent = answer ? describeCount(items.length) : text('values-page.no-answer');
}

function describeCount(count: number): string {
  if (count === 0) return text(search === '' ? 'values-page.type' : 'values-page.none');
  return count > MAX_LISTED ? text('values-page.first', { shown: MAX_LISTED, count }) : '';
}

function createListItem(item: Item): HTMLElement {
  const link = element(
    'a',
    { className: 'card found-pet', href: `/values?${itemQuery(item)}` },
    emblem(item),
    element('span', { className: 'title' }, item.name),
    element('span', { className: 'detail' }, describeForm(item)),
    element('span', { className: 'worth' }, item.value === null ? '–' : shortNumber.format(item.value)),
  );
  return element('li', {}, link);
}

function itemQuery({ id, variant, shiny, chroma }: Item): URLSearchParams {
  return new URLSearchParams({
    id,
    variant,
    shiny: String(shiny),
    ...(chroma !== undefined && { chroma: String(chroma) }),
    ...(search !== '' && { search }),
  });
}

function describeForm({ variant, shiny, chroma, tier }: Item, chromaName = ''): string {
  const words = [
    shiny ? 'shiny' : '',
    variant === 'normal' ? '' : variant,
    chromaName,
    chroma === undefined ? '' : `chroma ${chroma}`,
  ].filter((word) => word !== '');
  return `${words.length === 0 ? 'normal' : words.join(' ')} · ${tier}`;
}

async function showPet(): Promise<void> {
  const petQuery = new URLSearchParams(query);
  petQuery.delete('search');
  const pet = await fetchJson<PricedPet>(`/items/value?${petQuery}`);
  const section = byId('pet');
  section.hidden = false;
  const title = element('h2', { id: 'pet-name' }, pet?.name ?? text('values-page.unknown-pet'));
  section.append(element('div', { className: 'pet-title' }, ...(pet ? [emblem(pet)] : []), title));
  if (!pet) return;
  document.title = `${pet.name} · Petbank`;
  section.append(
    element('p', { className: 'detail' }, describeForm(pet, pet.chromaName)),
    element('p', { className: 'pet-value' }, formatGems(pet.value)),
    createFacts(pet),
    ...listRemarks(pet).map((remark) => element('p', { className: 'remark' }, remark)),
  );
  showPlot(section, pet.points);
}

function createFacts({ rap, exists, updatedAt, source }: PricedPet): HTMLElement {
  const facts = {
    [text('value.average-price')]: formatGems(rap),
    [text('value.in-the-game')]: exists === null ? text('value.not-known') : wholeNumber.format(exists),
    [text('values-page.source')]: text(`values-page.${source}`),
    [text('values-page.as-of')]: dateAndTime.format(new Date(updatedAt)),
  };
  const rows = Object.entries(facts).map(([term, description]) =>
    element('div', {}, element('dt', {}, term), element('dd', {}, description)),
  );
  return element('dl', { className: 'facts' }, ...rows);
}

function listRemarks({ flags, stale, tradable }: PricedPet): readonly string[] {
  return [
    ...flags.map((flag) => text(`values-page.${flag}`)),
    ...(stale ? [text('values-page.stale')] : []),
    ...(tradable ? [] : [text('values-page.untradable')]),
  ];
}

function showPlot(section: HTMLElement, points: PricedPet['points']): void {
  if (points.length < 2) {
    section.append(element('p', { className: 'detail' }, text('values-page.no-plot')));
    return;
  }
  const container = element('div', { className: 'plot' });
  section.append(container);
  const seconds = points.map(({ at }) => Date.parse(at) / 1000);
  const data: uPlot.AlignedData = [seconds, points.map(({ value }) => value)];
  let plot = new uPlot(plotOptions(container), data, container);
  const resize = (): void => plot.setSize({ width: container.clientWidth, height: PLOT_HEIGHT });
  new ResizeObserver(resize).observe(container);
  // The colours are drawn into the canvas, so another scheme needs a new plot.
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    plot.destroy();
    plot = new uPlot(plotOptions(container), data, container);
  });
}

function plotOptions(container: HTMLElement): uPlot.Options {
  const style = getComputedStyle(container);
  const color = (name: string): string => style.getPropertyValue(name).trim();
  const line = { stroke: color('--line'), width: 1 };
  const axis = { stroke: color('--muted'), grid: line, ticks: line };
  const names = listDateNames();
  return {
    width: container.clientWidth,
    height: PLOT_HEIGHT,
    cursor: { y: false },
    fmtDate: (template) => uPlot.fmtDate(template, names),
    scales: { y: { range: (_plot, low, high) => padRange(low, high) } },
    axes: [
      { ...axis, space: DATE_WIDTH },
      {
        ...axis,
        size: AMOUNT_WIDTH,
        values: (_plot, amounts) => amounts.map((amount) => shortNumber.format(amount)),
      },
    ],
    series: [
      {
        label: text('values-page.time'),
        value: (_plot, time) => (time === null ? '–' : dateAndTime.format(new Date(time * 1000))),
      },
      {
        label: text('value.value'),
        stroke: color('--accent'),
        fill: color('--accent-soft'),
        width: 2,
        value: (_plot, amount) => (amount === null ? '–' : formatGems(amount)),
      },
    ],
  };
}

/** How the language of the page calls months and days, as the plot needs them. */
function listDateNames(): uPlot.DateNames {
  const name = (options: Intl.DateTimeFormatOptions, days: readonly Date[]): string[] =>
    days.map((day) => new Intl.DateTimeFormat(LANGUAGE, options).format(day));
  const months = Array.from({ length: 12 }, (_, month) => new Date(2026, month));
  // The first of February 2026 is a Sunday.
  const weekdays = Array.from({ length: 7 }, (_, day) => new Date(2026, 1, 1 + day));
  return {
    MMMM: name({ month: 'long' }, months),
    MMM: name({ month: 'short' }, months),
    WWWW: name({ weekday: 'long' }, weekdays),
    WWW: name({ weekday: 'short' }, weekdays),
  };
}

/** Leaves some space above and below, also where the value never changed. */
function padRange(low: number, high: number): [number, number] {
  const padding = Math.max((high - low) / 10, high / 20, 1);
  return [Math.max(0, low - padding), high + padding];
}

/** Returns null where there is no answer. */
async function fetchJson<Answer>(path: string): Promise<Answer | null> {
  try {
    const response = await fetch(path);
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}
