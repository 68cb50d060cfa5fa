// Fills in the proof page, and checks a member's proof file.
import { findProofError, type ProofFile, proofFile } from '../../check-proof.ts';
import { describePet, loadPetNames } from '../page/pet-names.ts';
import { dateAndTime, LANGUAGE, wholeNumber } from '../page/words.ts';
import { byId, element } from './element.ts';
import { emblem } from './emblem.ts';
import { showHistory } from './proof-history.ts';
import { copyable, text } from './proof-parts.ts';

/** How many assets are listed at first, and more with each press. */
const PAGE = 50;
const MINUTE_MS = 60_000;
/** After this long, a teller's word is old. */
const OLD_MS = 5 * MINUTE_MS;
const PERCENT = 100n;

interface ListedAsset {
  readonly asset: 'gems' | Parameters<typeof describePet>[0];
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

const span = new Intl.RelativeTimeFormat(LANGUAGE, { numeric: 'auto' });

let shown = PAGE;
const reading = readProof();
// A file may be chosen before the proof is there.
byId('file').addEventListener('change', ({ target }) => {
  if (target instanceof HTMLInputElement) void checkFile(target.files?.[0]);
});
const proof = await reading;
if (proof) showProof(proof);
void showHistory();

async function readProof(): Promise<Proof | undefined> {
  const [response] = await Promise.all([
    fetch('/proof', { headers: { accept: 'application/json' } }).catch(() => undefined),
    loadPetNames(),
  ]);
  if (response?.ok) return response.json();
  byId('message').textContent = text('proof-page.unreadable');
  return undefined;
}

function showProof(proof: Proof): void {
  byId('message').remove();
  showSummary(proof);
  showTellers(proof);
  showAssets(proof);
  byId('filter').addEventListener('input', () => {
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
    textContent: seq === 0 ? text('proof-page.start') : dateAndTime.format(new Date(at)),
  });
  const summary = byId('summary');
  summary.hidden = false;
  summary.append(
    fact(text('proof-page.members'), wholeNumber.format(members)),
    fact(text('proof-page.as-of'), element('span', {}, time, ` · ${text('proof-page.step', { seq })}`)),
    fact(text('proof-page.root'), copyable(liabilitiesRoot)),
    fact(text('proof-page.head'), copyable(head)),
  );
}

function fact(name: string, value: string | Node): HTMLElement {
  return element('div', {}, element('dt', { textContent: name }), element('dd', {}, value));
}

function showTellers({ tellers }: Proof): void {
  const list = byId('tellers');
  if (tellers.length === 0) list.append(element('li', { textContent: text('proof-page.no-teller') }));
  for (const { id, reportedAt } of tellers) {
    const said = element('p', { className: 'detail' });
    const age = reportedAt === null ? null : Date.now() - Date.parse(reportedAt);
    said.textContent =
      age === null ? text('proof-page.by-hand-why') : text('proof-page.said', { ago: formatAge(age) });
    const isFresh = age !== null && age <= OLD_MS;
    const state = age === null ? 'by-hand' : isFresh ? 'fresh-word' : 'old-word';
    const mark = element('p', {
      className: `status ${isFresh ? 'is-on' : 'is-off'}`,
      textContent: text(`proof-page.${state}`),
    });
    list.append(element('li', { className: 'card feature' }, element('h3', { textContent: id }), mark, said));
  }
}

function formatAge(ms: number): string {
  const minutes = Math.floor(ms / MINUTE_MS);
  if (minutes < 1) return text('proof-page.just-now');
  const hours = Math.floor(minutes / 60);
  if (hours < 2) return span.format(-minutes, 'minute');
  return hours < 48 ? span.format(-hours, 'hour') : span.format(-Math.floor(hours / 24), 'day');
}

function showAssets({ assets }: Proof): void {
  const filter = byId('filter', HTMLInputElement).value.trim().toLowerCase();
  const found = assets.filter(({ asset }) => describeAsset(asset).toLowerCase().includes(filter));
  byId('assets').replaceChildren(...found.slice(0, shown).map(toRow));
  byId('more').hidden = found.length <= shown;
  byId('assets-note').textContent =
    assets.length === 0
      ? text('proof-page.nothing-yet')
      : text('proof-page.of-kinds', { found: found.length, count: assets.length });
}

function toRow({ asset, owed, reported }: ListedAsset): HTMLElement {
  const label = element('span', { className: 'pet-name' }, emblem(asset), describeAsset(asset));
  const name = element('th', { scope: 'row' }, label);
  const held = reported === null ? '–' : wholeNumber.format(BigInt(reported));
  return element(
    'tr',
    {},
    name,
    cell(text('proof-page.owed'), wholeNumber.format(BigInt(owed))),
    cell(text('proof-page.held'), held),
    cell(text('proof-page.covered'), formatCoverage(BigInt(owed), reported)),
  );
}

function cell(label: string, textContent: string): HTMLElement {
  const made = element('td', { textContent });
  made.dataset.label = label;
  return made;
}

/** Never rounded up: what is nearly covered is not. */
function formatCoverage(owed: bigint, reported: string | null): string {
  if (reported === null) return text('proof-page.not-reported');
  if (owed === 0n) return text('proof-page.nothing-owed');
  const percent = (BigInt(reported) * PERCENT) / owed;
  return percent >= PERCENT ? text('proof-page.all-of-it') : `${percent} %`;
}

function describeAsset(asset: ListedAsset['asset']): string {
  return asset === 'gems' ? text('proof-page.gems') : describePet(asset);
}

async function checkFile(file: File | undefined): Promise<void> {
  if (!file) return;
  const { isGood, verdict, amounts } = await judge(await file.text());
  const result = element('p', { className: isGood ? 'good' : 'bad', textContent: verdict });
  const list = amounts.map(({ key, amount }) =>
    element('li', { textContent: `${wholeNumber.format(BigInt(amount))} × ${describeKey(key)}` }),
  );
  byId('checked').replaceChildren(result, element('ul', { className: 'amounts' }, ...list));
}

/** The pet of a key, as people call it. */
function describeKey(key: string): string {
  const [, written, shiny, chroma, ...id] = key.split('/');
  if (id.length === 0) return describeAsset('gems');
  const variant = written === 'golden' || written === 'rainbow' ? written : 'normal';
  const colour = chroma === '-' ? {} : { chroma: Number(chroma) };
  return describeAsset({ id: id.join('/'), variant, shiny: shiny === 'shiny', ...colour });
}

interface Verdict {
  readonly isGood: boolean;
  readonly verdict: string;
  readonly amounts: ProofFile['assets'];
}

async function judge(written: string): Promise<Verdict> {
  const read = proofFile.safeParse(readJson(written));
  if (!read.success) return bad(text('proof-page.no-proof'));
  if (!globalThis.isSecureContext) return bad(text('proof-page.needs-https'));
  const { data } = read;
  const error = await findProofError(data);
  if (error !== undefined) return bad(text('proof-page.does-not-hold', { why: error }));
  if ((await reading)?.liabilitiesRoot !== data.liabilitiesRoot)
    return bad(text('proof-page.other-step', { seq: data.seq }));
  if (data.assets.length === 0) return bad(text('proof-page.had-nothing'));
  return { isGood: true, verdict: text('proof-page.counted'), amounts: data.assets };
}

function bad(verdict: string): Verdict {
  return { isGood: false, verdict, amounts: [] };
}

function readJson(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    return undefined;
  }
}
