// Fills in the proof page, and checks a member's proof file.
import { findProofError, type ProofFile, proofFile } from '../../check-proof.ts';
import { element } from './element.ts';
import { showHistory } from './proof-history.ts';
import { byId, copyable, dateAndTime, wholeNumber } from './proof-parts.ts';

/** How many assets are listed at first, and more with each press. */
const PAGE = 50;
const MINUTE_MS = 60_000;
/** After this long, a teller's word is old. */
const OLD_MS = 5 * MINUTE_MS;
const PERCENT = 100n;
const COUNTED = 'Yes: all of this is counted in what the bank says it owes.';
const BY_HAND = 'Staff trade with this account themselves: no script says what it holds.';

type Pet = {
  readonly id: string;
  readonly variant: string;
  readonly shiny: boolean;
  readonly chroma?: number;
};

interface ListedAsset {
  readonly asset: 'gems' | Pet;
  readonly owed: string;
  readonly reported: string | null;
}

interface Proof {
  readonly seq: number;
  readonly head: string;
  readonly at: string;
  readonly liabilitiesRoot: string;
  readonly members: number;
  readonly assets: readonly ListedAsset[];
  readonly tellers: readonly { readonly id: string; readonly reportedAt: string | null }[];
}

const span = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

let shown = PAGE;
let filter = '';
const proof = await readProof();
if (proof) showProof(proof);
void showHistory();
byId('file').addEventListener('change', ({ target }) => {
  if (target instanceof HTMLInputElement) void checkFile(target.files?.[0]);
});

async function readProof(): Promise<Proof | undefined> {
  const response = await fetch('/proof', { headers: { accept: 'application/json' } }).catch(() => undefined);
  if (response?.ok) return response.json();
  byId('message').textContent = 'The books could not be read just now. Try again in a minute.';
  return undefined;
}

function showProof(proof: Proof): void {
  byId('message').remove();
  showSummary(proof);
  showTellers(proof);
  showAssets(proof);
  byId('filter').addEventListener('input', ({ target }) => {
    filter = target instanceof HTMLInputElement ? target.value.trim().toLowerCase() : '';
    shown = PAGE;
    showAssets(proof);
  });
  byId('more').addEventListener('click', () => {
    shown += PAGE;
    showAssets(proof);
  });
}

function showSummary({ members, seq, at, head, liabilitiesRoot }: Proof): void {
  const time = element('time', {
    dateTime: at,
    textContent: seq === 0 ? 'the start' : dateAndTime.format(new Date(at)),
  });
  const summary = byId('summary');
  summary.hidden = false;
  summary.append(
    fact('Members counted', wholeNumber.format(members)),
    fact('As of', element('span', {}, time, ` · step ${wholeNumber.format(seq)}`)),
    fact('Root of all that is owed', copyable(liabilitiesRoot)),
    fact('Head of the books', copyable(head)),
  );
}

function fact(name: string, value: string | Node): HTMLElement {
  return element('div', {}, element('dt', { textContent: name }), element('dd', {}, value));
}

function showTellers({ tellers }: Proof): void {
  const list = byId('tellers');
  if (tellers.length === 0) list.append(element('li', { textContent: 'No teller has been heard of yet.' }));
  for (const { id, reportedAt } of tellers) {
    const said = element('p', { className: 'detail' });
    const age = reportedAt === null ? null : Date.now() - Date.parse(reportedAt);
    said.textContent = age === null ? BY_HAND : `Said what it holds ${formatAge(age)}.`;
    const state = age === null ? 'By hand' : age > OLD_MS ? 'Old word' : 'Fresh word';
    const mark = element('p', {
      className: `status ${state === 'Fresh word' ? 'is-on' : 'is-off'}`,
      textContent: state,
    });
    list.append(element('li', { className: 'card feature' }, element('h3', { textContent: id }), mark, said));
  }
}

function formatAge(ms: number): string {
  const minutes = Math.floor(ms / MINUTE_MS);
  if (minutes < 1) return 'just now';
  const hours = Math.floor(minutes / 60);
  if (hours < 2) return span.format(-minutes, 'minute');
  return hours < 48 ? span.format(-hours, 'hour') : span.format(-Math.floor(hours / 24), 'day');
}

function showAssets({ assets }: Proof): void {
  const found = assets.filter(({ asset }) => describe(asset).toLowerCase().includes(filter));
  byId('assets').replaceChildren(...found.slice(0, shown).map(toRow));
  byId('more').hidden = found.length <= shown;
  byId('assets-note').textContent =
    assets.length === 0
      ? 'Nothing is in the bank yet.'
      : `${wholeNumber.format(found.length)} of ${wholeNumber.format(assets.length)} kinds`;
}

function toRow({ asset, owed, reported }: ListedAsset): HTMLElement {
  const label = element('span', { className: 'pet-name' }, emblem(asset), describe(asset));
  const name = element('th', { scope: 'row' }, label);
  const held = reported === null ? '–' : wholeNumber.format(BigInt(reported));
  return element(
    'tr',
    {},
    name,
    cell('Owed', wholeNumber.format(BigInt(owed))),
    cell('Held', held),
    cell('Covered', formatCoverage(BigInt(owed), reported)),
  );
}

function cell(label: string, text: string): HTMLElement {
  const made = element('td', { textContent: text });
  made.dataset.label = label;
  return made;
}

/** Never rounded up: what is nearly covered is not. */
function formatCoverage(owed: bigint, reported: string | null): string {
  if (reported === null) return 'not reported';
  if (owed === 0n) return 'nothing owed';
  const percent = (BigInt(reported) * PERCENT) / owed;
  return percent >= PERCENT ? 'all of it' : `${percent} %`;
}

function emblem(asset: ListedAsset['asset']): HTMLElement {
  const isGems = asset === 'gems';
  const text = isGems ? '◆' : (asset.id.match(/\p{L}|\d/u)?.[0] ?? '?').toUpperCase();
  const made = element('span', { className: `emblem ${isGems ? 'gems' : asset.variant}`, textContent: text });
  made.setAttribute('aria-hidden', 'true');
  return made;
}

function describe(asset: ListedAsset['asset']): string {
  if (asset === 'gems') return 'Gems';
  const { id, variant, shiny, chroma } = asset;
  const words = [shiny ? 'Shiny' : '', variant === 'normal' ? '' : variant, id];
  const name = words.filter((word) => word !== '').join(' ');
  const colour = chroma === undefined ? '' : ` (chroma ${chroma})`;
  return name.charAt(0).toUpperCase() + name.slice(1) + colour;
}

async function checkFile(file: File | undefined): Promise<void> {
  if (!file) return;
  const { isGood, text, amounts } = await judge(await file.text());
  const result = element('p', { className: isGood ? 'good' : 'bad', textContent: text });
  const list = amounts.map(({ key, amount }) =>
    element('li', { textContent: `${wholeNumber.format(BigInt(amount))} × ${nameOf(key)}` }),
  );
  byId('checked').replaceChildren(result, element('ul', { className: 'amounts' }, ...list));
}

/** The pet of a key, as people call it. */
function nameOf(key: string): string {
  const [, variant = 'normal', shiny, chroma, ...id] = key.split('/');
  if (id.length === 0) return 'Gems';
  const colour = chroma === '-' ? {} : { chroma: Number(chroma) };
  return describe({ id: id.join('/'), variant, shiny: shiny === 'shiny', ...colour });
}

interface Verdict {
  readonly isGood: boolean;
  readonly text: string;
  readonly amounts: ProofFile['assets'];
}

async function judge(text: string): Promise<Verdict> {
  const read = proofFile.safeParse(readJson(text));
  if (!read.success) return bad('This is not a proof file of a Petbank.');
  if (!globalThis.isSecureContext) return bad('Your browser can only check this over https.');
  const { data } = read;
  const error = await findProofError(data);
  if (error !== undefined) return bad(`It does not hold. ${error}. Show this to other members.`);
  if (proof?.liabilitiesRoot !== data.liabilitiesRoot)
    return bad(
      `The file fits together, but it is as of step ${data.seq}, and this page as of ` +
        `${proof?.seq ?? 'none'}. Ask for a new file, and load this page again.`,
    );
  if (data.assets.length === 0) return bad('You had nothing in the bank at that step.');
  return { isGood: true, text: COUNTED, amounts: data.assets };
}

function bad(text: string): Verdict {
  return { isGood: false, text, amounts: [] };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
