import { useState } from 'preact/hooks';
import { Plot } from '../../web/page/plot.tsx';
import type { PlotRow, Plots } from '../protocol-log.ts';
import { Section, Show } from './parts.tsx';
import { useData } from './use-data.ts';

/** What came and went by the hour or the day, and what was owed. */
export function OverviewPlots() {
  const [span, setSpan] = useState<'hour' | 'day'>('hour');
  const loaded = useData<Plots>('plots', { span });
  return (
    <>
      <fieldset class="switch">
        <legend class="unseen">Plots by</legend>
        {(['hour', 'day'] as const).map((each) => (
          <label key={each}>
            <input type="radio" name="span" checked={span === each} onChange={() => setSpan(each)} />
            {each === 'hour' ? 'Two days, by the hour' : 'Thirty days, by the day'}
          </label>
        ))}
      </fieldset>
      <Show loaded={loaded}>{({ rows }) => <PlotPair rows={rows} />}</Show>
    </>
  );
}

function PlotPair({ rows }: { readonly rows: readonly PlotRow[] }) {
  const times = rows.map(({ at }) => at);
  const count = (name: 'deposits' | 'withdrawals' | 'newMembers') => rows.map((row) => row[name]);
  return (
    <div class="columns">
      <Section title="Deposits and withdrawals">
        <Plot
          label="Deposits and withdrawals"
          kind="bars"
          times={times}
          series={[
            { label: 'Deposits', color: '--accent', values: count('deposits') },
            { label: 'Withdrawals', color: '--second', values: count('withdrawals') },
          ]}
        />
      </Section>
      <Section title="Owed to members" note={<span class="quiet">in gems, at today’s values</span>}>
        <Plot
          label="Owed to members"
          times={times}
          series={[
            { label: 'Owed', color: '--accent', values: rows.map(({ owedWorth }) => Number(owedWorth)) },
          ]}
          unit="gems"
        />
      </Section>
      <Section title="Worth that came and went" note={<span class="quiet">in gems</span>}>
        <Plot
          label="Worth that came and went"
          kind="bars"
          times={times}
          series={[
            {
              label: 'Came',
              color: '--accent',
              values: rows.map(({ depositWorth }) => Number(depositWorth)),
            },
            {
              label: 'Went',
              color: '--second',
              values: rows.map(({ withdrawalWorth }) => Number(withdrawalWorth)),
            },
          ]}
          unit="gems"
        />
      </Section>
      <Section title="New members">
        <Plot
          label="New members"
          kind="bars"
          times={times}
          series={[{ label: 'New members', color: '--accent', values: count('newMembers') }]}
        />
      </Section>
    </div>
  );
}
