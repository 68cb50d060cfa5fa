import { useState } from 'preact/hooks';
import { Plot } from '../../web/page/plot.tsx';
import type { ReportPlot } from '../protocol.ts';
import { formatNumber, Section, Show } from './parts.tsx';
import { useData } from './use-data.ts';

const SPANS = [
  { span: 'minutes', label: 'A day, by five minutes' },
  { span: 'hours', label: 'Thirty days, by the hour' },
] as const;

/** How far its reports were from the ledger, over time. */
export function TellerReports({ id }: { readonly id: string }) {
  const [span, setSpan] = useState<(typeof SPANS)[number]['span']>('minutes');
  const loaded = useData<ReportPlot>('teller/reports', { id, span });
  return (
    <Section title="Its reports" note={<span class="quiet">a gap is where it was silent</span>}>
      <fieldset class="switch">
        <legend class="unseen">Reports of</legend>
        {SPANS.map((each) => (
          <label key={each.span}>
            <input
              type="radio"
              name="reports"
              checked={span === each.span}
              onChange={() => setSpan(each.span)}
            />
            {each.label}
          </label>
        ))}
      </fieldset>
      <Show loaded={loaded}>{(plot) => <Reports {...plot} />}</Show>
    </Section>
  );
}

function Reports({ steps }: ReportPlot) {
  const known = steps.flatMap(({ figures }) => figures ?? []);
  if (known.length === 0) return <p class="empty">It made no report in this time.</p>;
  const sum = (name: 'reports' | 'differing'): number => known.reduce((total, row) => total + row[name], 0);
  const values = (name: 'lacking' | 'surplus') => steps.map(({ figures }) => figures?.[name] ?? null);
  return (
    <>
      <p class="quiet">{describe(sum('reports'), sum('differing'))}</p>
      <Plot
        label="The most that its reports lacked of what the ledger says, and had too much"
        times={steps.map(({ at }) => at)}
        series={[
          { label: 'Lacking', color: '--accent', values: values('lacking') },
          { label: 'Too much', color: '--second', values: values('surplus') },
        ]}
      />
    </>
  );
}

/** Also for those who can't see the plot. */
function describe(reports: number, differing: number): string {
  const all = `${formatNumber(reports)} ${reports === 1 ? 'report' : 'reports'}`;
  if (differing === 0) return `${all}, in full agreement with the ledger.`;
  return `${all}. ${formatNumber(differing)} did not agree with the ledger: just after a trade, one may not.`;
}
