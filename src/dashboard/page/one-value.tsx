import { useState } from 'preact/hooks';
import { Plot } from '../../web/page/plot.tsx';
import type { ValueHistory } from '../protocol-log.ts';
import { DecidePet, TakenMarks } from './decide-pet.tsx';
import { Link, Section, Show } from './parts.tsx';
import { idInKey, PetIdName } from './pet-name.tsx';
import { useData } from './use-data.ts';
import { SetValue } from './value-import.tsx';

const RANGES = [
  ['', 'All that is known'],
  ['7', 'A week'],
  ['30', 'A month'],
  ['365', 'A year'],
] as const;
const DAY_MS = 86_400_000;

/** What one form of a pet was worth over time, its worth by hand, and whether the bank takes the pet. */
export function OneValue({ asset, canWrite }: { readonly asset: string; readonly canWrite: boolean }) {
  const loaded = useData<ValueHistory>('values/history', { asset });
  const [days, setDays] = useState('');
  const id = idInKey(asset);
  return (
    <>
      <p class="breadcrumb">
        <Link to="values">All values</Link>
      </p>
      <h1>
        <PetIdName id={id} />
      </h1>
      <p class="lead row">
        {loaded.data && <TakenMarks {...loaded.data} />}
        {loaded.data?.decision && (
          <Link to="ledger" params={{ kind: 'values_changed' }}>
            Who said so, and why
          </Link>
        )}
        <Link to="reserves" params={{ asset }}>
          What is owed of it
        </Link>
      </p>
      <div class="row actions">
        <SetValue asset={asset} canWrite={canWrite} />
        <DecidePet id={id} decision={loaded.data?.decision ?? null} canWrite={canWrite} />
      </div>
      <Section
        title="Worth over time"
        note={
          <label class="filter">
            <span>Range</span>
            <select value={days} onChange={({ currentTarget }) => setDays(currentTarget.value)}>
              {RANGES.map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          </label>
        }
      >
        <Show loaded={loaded}>{({ points }) => <History points={pick(points, days)} />}</Show>
      </Section>
    </>
  );
}

/** Those of so many days before the newest; none given: all. */
function pick(points: ValueHistory['points'], days: string): ValueHistory['points'] {
  const newest = Date.parse(points.at(-1)?.at ?? '');
  return days === '' ? points : points.filter(({ at }) => Date.parse(at) >= newest - Number(days) * DAY_MS);
}

const History = ({ points }: Pick<ValueHistory, 'points'>) =>
  points.length === 0 ? (
    <p class="empty">No worth of it is known yet.</p>
  ) : (
    <Plot
      label="Worth of one, in gems"
      unit="gems"
      times={points.map(({ at }) => Date.parse(at))}
      series={[{ label: 'Worth', color: '--accent', values: points.map(({ value }) => value) }]}
    />
  );
