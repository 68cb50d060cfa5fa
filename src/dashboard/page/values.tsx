import { errorText } from '../../web/page/request.ts';
import type { ValueRow, ValueState } from '../protocol-log.ts';
import { useAddress } from './address.ts';
import { post } from './api.ts';
import { AsyncButton } from './async-button.tsx';
import type { Column } from './column.ts';
import { useDashboard, useNeeds } from './context.ts';
import { TakenMarks } from './decide-pet.tsx';
import { AssetName } from './entries.tsx';
import { OneValue } from './one-value.tsx';
import { Ago, Badge, formatNumber, Link, Show, toWords } from './parts.tsx';
import { Table } from './table.tsx';
import { Tabs } from './tabs.tsx';
import { useData } from './use-data.ts';
import { ValueImport } from './value-import.tsx';

/** What pets are worth, and how far that can be relied on. */
export function Values() {
  const { asset, view = 'pets' } = useAddress().params;
  const loaded = useData<ValueState>('values/state');
  if (asset !== undefined) return <OneValue asset={asset} canWrite={loaded.data?.canWrite ?? false} />;
  return (
    <>
      <h1>Values</h1>
      <Tabs screen="values" title="Values" views={VIEWS} current={view} />
      <Show loaded={loaded}>
        {(state) =>
          view === 'import' ? <ValueImport canWrite={state.canWrite} /> : <StateLine state={state} />
        }
      </Show>
      {view !== 'import' && <ValueTable />}
    </>
  );
}

const VIEWS = [
  { view: 'pets', title: 'Pets' },
  { view: 'import', title: 'From a file' },
] as const;

const known = (value: number | null) =>
  value === null ? <span class="quiet">unknown</span> : formatNumber(value);

const COLUMNS: readonly Column<ValueRow>[] = [
  {
    name: 'pet',
    title: 'Pet',
    show: (row) => (
      <Link to="values" params={{ asset: row.key }}>
        <AssetName asset={row} />
      </Link>
    ),
    value: ({ key }) => key,
  },
  {
    name: 'value',
    title: 'Worth',
    isNumber: true,
    show: ({ value }) => known(value),
    value: ({ value }) => value,
  },
  {
    name: 'rap',
    title: 'Average price',
    isNumber: true,
    show: ({ rap }) => known(rap),
    value: ({ rap }) => rap,
  },
  {
    name: 'exists',
    title: 'Exist',
    isNumber: true,
    show: ({ exists }) => known(exists),
    value: ({ exists }) => exists,
  },
  { name: 'state', title: 'Warnings', show: (row) => <Marks row={row} /> },
  {
    name: 'updated',
    title: 'Confirmed',
    show: ({ updatedAt }) => <Ago at={updatedAt} />,
    value: ({ updatedAt }) => updatedAt,
  },
];

const Marks = ({
  row: { isStale, flags, isListed, whyNotTaken, decision, formerNames, source },
}: {
  readonly row: ValueRow;
}) => (
  <span class="row">
    {isStale && <Badge tone="warning">stale</Badge>}
    {flags.map((flag) => (
      <Badge key={flag} tone="warning">
        {toWords(flag)}
      </Badge>
    ))}
    {!isListed && <Badge>not in the list</Badge>}
    <TakenMarks decision={decision} whyNotTaken={whyNotTaken} />
    {formerNames.length > 0 && <Badge>was {formerNames.join(', ')}</Badge>}
    {source === 'file' && <Badge>from a file</Badge>}
  </span>
);

const SHOWS = [
  ['all', 'Everything'],
  ['stale', 'Stale'],
  ['flagged', 'Flagged, jumps too'],
  ['unvalued', 'Of unknown worth'],
  ['refused', 'Not taken'],
  ['decided', 'Allowed or denied by staff'],
  ['unlisted', 'Not in the list'],
] as const;

const ValueTable = () => (
  <Table
    source="values"
    title="Values"
    columns={COLUMNS}
    keyOf={({ key }) => key}
    search="A pet"
    filters={[{ name: 'show', label: 'Show', options: SHOWS.map(([value, label]) => ({ value, label })) }]}
    empty="No pet matches this."
  />
);

const KINDS = {
  demo: 'The built-in catalogue of the demo: nothing is read.',
  live: 'BIG Games’ prices, and files that you imported.',
  off: 'Values are off: every pet is taken, without a value.',
} as const;

function StateLine({ state }: { readonly state: ValueState }) {
  const { kind, updatedAt, counts, renames } = state;
  return (
    <>
      <p class="lead">
        {KINDS[kind]}{' '}
        {kind === 'live' && updatedAt !== null && (
          <>
            Read <Ago at={updatedAt} />.
          </>
        )}
      </p>
      <p class="row">
        {SHOWS.filter(([show]) => show !== 'all' && (counts[show] ?? 0) > 0).map(([show, label]) => (
          <Link key={show} to="values" params={{ show }}>
            <Badge tone={show === 'unlisted' || show === 'decided' ? 'plain' : 'warning'}>
              {formatNumber(counts[show] ?? 0)} {label.toLowerCase()}
            </Badge>
          </Link>
        ))}
        <SyncButton canSync={state.canSync} />
      </p>
      {renames.map((ids) => (
        <p key={ids.join()} class="note warning">
          Perhaps one pet: {ids.join(' and ')}.{' '}
          <Link to="cases" params={{ kind: 'same_pet' }}>
            Decide
          </Link>
        </p>
      ))}
    </>
  );
}

interface Synced {
  readonly pets: number;
  readonly priced: number;
  readonly leftOut: number;
}

function describeSynced({ pets, priced, leftOut }: Synced): string {
  const left = leftOut === 0 ? '' : `; ${formatNumber(leftOut)} lines left out`;
  return `Read ${formatNumber(pets)} pets, ${formatNumber(priced)} prices${left}`;
}

function SyncButton({ canSync }: { readonly canSync: boolean }) {
  const { say } = useDashboard();
  const needs = useNeeds();
  const whyNot = !canSync ? 'This bank reads no prices: VALUES is not live' : needs('manager');
  const sync = (): Promise<void> =>
    post<Synced>('values/sync', {}).then(
      (synced) => say(describeSynced(synced)),
      (error: unknown) => say(errorText(error)),
    );
  return (
    <AsyncButton whyNot={whyNot} busy="Reading …" act={sync}>
      Read prices now
    </AsyncButton>
  );
}
