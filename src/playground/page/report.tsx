import { useEffect, useState } from 'preact/hooks';
import { petLabel } from '../../bank/engine/pet-label.ts';
import type { Goods, PetStack } from '../chat/wire.ts';
import { Amounts } from './amounts.tsx';
import { ask, post } from './api.ts';
import { useView } from './view.ts';

interface Holdings extends Goods {
  readonly seq: number;
}

type Asset = Omit<PetStack, 'quantity'> | 'gems';

interface Reported {
  readonly halted: boolean;
  readonly paused: readonly Asset[];
  readonly drift: readonly { readonly asset: Asset; readonly expected: number; readonly reported: number }[];
  readonly settled: readonly string[];
}

/** The teller says what it really holds: what it should, unless one changes that. */
export function Report({ news, onDone }: { news: string; onDone: () => void }) {
  const { attempt } = useView();
  const [held, setHeld] = useState<Holdings | null>(null);
  const [said, setSaid] = useState('');
  useEffect(() => attempt(async () => setHeld(await ask('GET', '/playground/game/holdings'))), [news]);
  const report = async (goods: Goods): Promise<void> => {
    const reported = await post<Reported>('game/teller/report', { ...goods, seq: held?.seq });
    setSaid(describeReport(reported));
    onDone();
  };
  return (
    <section class="panel" aria-labelledby="report">
      <h3 id="report">The teller’s report</h3>
      <p class="quiet">The bank acts on a shortage when the same is said twice.</p>
      {held && (
        <Amounts
          key={JSON.stringify([held.pets, held.gems])}
          goods={held}
          send="Report"
          isBounded={false}
          onSend={(goods) => attempt(() => report(goods))}
        />
      )}
      <output>{said}</output>
    </section>
  );
}

const nameOf = (asset: Asset): string => (asset === 'gems' ? 'gems' : petLabel(asset));

function describeReport({ halted, paused, drift, settled }: Reported): string {
  const lines = [
    ...drift.map(({ asset, expected, reported }) => `${nameOf(asset)}: ${reported} instead of ${expected}.`),
    ...(paused.length > 0 ? [`Paused: ${paused.map(nameOf).join(', ')}.`] : []),
    ...(settled.length > 0 ? [`Settled: ${settled.join(', ')}.`] : []),
    ...(halted ? ['The bank is halted.'] : []),
  ];
  return lines.join(' ') || 'All is as it should be.';
}
