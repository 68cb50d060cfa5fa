// Lists the roots of before on the proof page.

import { dateAndTime } from '../page/words.ts';
import { byId, element } from './element.ts';
import { copyable, text } from './proof-parts.ts';

/** How many are listed at first, and more with each press. */
const PAGE = 10;

interface SnapshotPage {
  readonly snapshots: readonly {
    readonly seq: number;
    readonly liabilitiesRoot: string;
    readonly at: string;
    readonly sealedBy: { readonly seq: number; readonly hash: string };
  }[];
  readonly nextCursor: string | null;
}

let cursor: string | null = null;

/** Shows the newest, and older ones on request. Without an answer, the section stays away. */
export async function showHistory(): Promise<void> {
  byId('older').addEventListener('click', () => void showPage());
  await showPage();
}

async function showPage(): Promise<void> {
  const from = cursor === null ? '' : `&cursor=${cursor}`;
  const response = await fetch(`/proof/history?limit=${PAGE}${from}`).catch(() => undefined);
  if (!response?.ok) return;
  const { snapshots, nextCursor }: SnapshotPage = await response.json();
  cursor = nextCursor;
  byId('snapshots').append(...snapshots.map(toItem));
  byId('history').hidden = byId('snapshots').childElementCount === 0;
  byId('older').hidden = nextCursor === null;
}

function toItem({ seq, at, liabilitiesRoot, sealedBy }: SnapshotPage['snapshots'][number]): HTMLElement {
  const time = element('time', { dateTime: at, textContent: dateAndTime.format(new Date(at)) });
  const sealed = text('proof-page.sealed', { seq: sealedBy.seq });
  const about = element('p', { title: text('proof-page.hash', { hash: sealedBy.hash }) });
  about.append(time, ` · ${text('proof-page.step', { seq })}, ${sealed}`);
  return element('li', {}, about, copyable(liabilitiesRoot));
}
