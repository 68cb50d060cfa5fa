import { Plot } from '../../web/page/plot.tsx';
import type { ReserveHistory, ReserveRow, Reserves as ReserveSum } from '../protocol-log.ts';
import { useAddress } from './address.ts';
import type { Column } from './column.ts';
import { AssetName } from './entries.tsx';
import { Ago, Badge, formatNumber, Link, Section, Show } from './parts.tsx';
import { idInKey, PetIdName } from './pet-name.tsx';
import { Table } from './table.tsx';
import { useData } from './use-data.ts';

/** What is owed, beside what tellers say that they hold. */
export function Reserves() {
  const { asset } = useAddress().params;
  return asset === undefined ? <ReserveList /> : <OneAsset asset={asset} />;
}

const COLUMNS: readonly Column<ReserveRow>[] = [
  {
    name: 'asset',
    title: 'Asset',
    show: ({ key, asset }) => (
      <Link to="reserves" params={{ asset: key }}>
        <AssetName asset={asset} />
      </Link>
    ),
    value: ({ key }) => key,
  },
  amount('owed', 'Owed', ({ owed }) => owed),
  amount('held', 'Held', ({ held }) => held),
  {
    name: 'difference',
    title: 'Coverage',
    show: (row) => <Coverage row={row} />,
    value: ({ difference }) => (difference === null ? null : Number(difference)),
  },
  amount('worth', 'In gems', ({ worth }) => worth),
  amount('deposited', 'Came in', ({ deposited }) => deposited),
  amount('withdrawn', 'Went out', ({ withdrawn }) => withdrawn),
];

function amount(name: string, title: string, read: (row: ReserveRow) => string | null): Column<ReserveRow> {
  return {
    name,
    title,
    isNumber: true,
    show(row) {
      const text = read(row);
      return text === null ? <span class="quiet">unknown</span> : formatNumber(text);
    },
    value(row) {
      const text = read(row);
      return text === null ? null : Number(text);
    },
  };
}

function Coverage({ row: { owed, held, difference } }: { readonly row: ReserveRow }) {
  if (held === null || difference === null) return <Badge>no report</Badge>;
  const gap = BigInt(difference);
  if (gap < 0n) return <Badge tone="bad">{formatNumber(-gap)} lacking</Badge>;
  if (gap > 0n) return <Badge tone="warning">{formatNumber(gap)} over</Badge>;
  return <Badge tone="good">{owed === '0' ? 'nothing owed' : 'covered'}</Badge>;
}

const SHOW = {
  name: 'show',
  label: 'Show',
  options: [
    { value: 'all', label: 'Everything' },
    { value: 'lacking', label: 'Less than owed' },
    { value: 'over', label: 'More than owed' },
    { value: 'owed', label: 'What is owed' },
  ],
};

const ReserveList = () => (
  <>
    <h1>Reserves</h1>
    <p class="lead">
      What the bank owes is computed from its ledger. What is held is the word of its tellers’ programs;
      tellers by hand report nothing.
    </p>
    <ReserveTiles />
    <Table
      source="reserves"
      title="Reserves"
      columns={COLUMNS}
      keyOf={({ key }) => key}
      search="A pet"
      filters={[SHOW]}
      empty="Nothing matches this."
    />
  </>
);

function ReserveTiles() {
  const loaded = useData<ReserveSum>('reserves/sum');
  return (
    <Show loaded={loaded}>
      {({ assets, lacking, owedWorth, oldestReport, seq }) => (
        <div class="tiles">
          {oldestReport ? (
            <Link to="reserves" params={{ show: 'lacking' }} class={`tile ${lacking > 0 ? 'bad' : 'good'}`}>
              <span class="tile-title">Not covered</span>
              <span class="tile-figure">{formatNumber(lacking)}</span>
              <span class="quiet">of {formatNumber(assets)} assets, by reports</span>
            </Link>
          ) : (
            <div class="tile plain">
              <span class="tile-title">Not covered</span>
              <span class="tile-figure">unknown</span>
              <span class="quiet">No teller has ever reported what it holds</span>
            </div>
          )}
          <div class="tile plain">
            <span class="tile-title">Owed, in gems</span>
            <span class="tile-figure" title={`${formatNumber(owedWorth)} gems`}>
              {formatShort(owedWorth)}
            </span>
            <span class="quiet">at today’s values, as of t-{seq}</span>
          </div>
          <div class="tile plain">
            <span class="tile-title">Oldest report</span>
            <span class="tile-figure">{oldestReport ? <Ago at={oldestReport.reportedAt} /> : 'none'}</span>
            <span class="quiet">{oldestReport ? oldestReport.tellerId : 'No teller reports'}</span>
          </div>
        </div>
      )}
    </Show>
  );
}

const SHORT = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
/** `40.2B`: a tile has no room for all of it. */
const formatShort = (amount: string): string => SHORT.format(BigInt(amount));

function OneAsset({ asset }: { readonly asset: string }) {
  const loaded = useData<ReserveHistory>('reserves/history', { asset });
  return (
    <>
      <p class="breadcrumb">
        <Link to="reserves">All reserves</Link>
      </p>
      <h1>{asset === 'gems' ? 'Gems' : <PetIdName id={idInKey(asset)} />}</h1>
      <p class="lead">
        <Link to="ledger" params={{ asset }}>
          Its transactions in the ledger
        </Link>
      </p>
      <Section title="Owed over time">
        <Show loaded={loaded}>
          {({ days }) => (
            <>
              <Plot
                label="Owed at the end of each day"
                times={days.map(({ at }) => at)}
                series={[{ label: 'Owed', color: '--accent', values: days.map(({ owed }) => Number(owed)) }]}
              />
              <DayTable days={days} />
            </>
          )}
        </Show>
      </Section>
    </>
  );
}

/** How many days are listed below the plot. */
const LISTED = 30;

const DayTable = ({ days }: ReserveHistory) => (
  <div class="table-frame">
    <table>
      <thead>
        <tr>
          {['Day', 'Deposited', 'Withdrawn', 'Owed at its end'].map((title, at) => (
            <th key={title} scope="col" class={at === 0 ? '' : 'number'}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {days
          .toReversed()
          .slice(0, LISTED)
          .map(({ at, deposited, withdrawn, owed }) => (
            <tr key={at}>
              <td data-label="Day">{new Date(at).toISOString().slice(0, 10)}</td>
              <td data-label="Deposited" class="number">
                {formatNumber(deposited)}
              </td>
              <td data-label="Withdrawn" class="number">
                {formatNumber(withdrawn)}
              </td>
              <td data-label="Owed at its end" class="number">
                {formatNumber(owed)}
              </td>
            </tr>
          ))}
      </tbody>
    </table>
  </div>
);
