import type { Reach } from '../protocol-log.ts';
import { navigate, toHref, useAddress } from './address.ts';
import { LedgerCheck } from './ledger-check.tsx';
import { KIND_FILTER, LEDGER_COLUMNS } from './ledger-columns.tsx';
import { formatNumber, Link } from './parts.tsx';
import { Table } from './table.tsx';
import { OneTransaction } from './transaction.tsx';
import { useData } from './use-data.ts';

/** Every transaction: the list, one of them, and the check of the whole chain in this browser. */
export function Ledger() {
  const { id, check } = useAddress().params;
  if (check !== undefined) return <LedgerCheck />;
  return id === undefined ? <LedgerList /> : <OneTransaction id={id} />;
}

function LedgerList() {
  const { params } = useAddress();
  const names = [...FIELDS.map(({ name }) => name), 'from', 'until', 'asset', 'links'];
  const fixed = Object.fromEntries(Object.entries(params).filter(([name]) => names.includes(name)));
  return (
    <>
      <h1>Ledger</h1>
      <p class="lead">
        Every transaction, in the order in which it was sealed.{' '}
        <Link to="ledger" params={{ check: '1' }}>
          Check the chain in this browser
        </Link>
      </p>
      <ReachNote />
      <LedgerFilters params={params} />
      <Table
        source="ledger"
        title="Transactions"
        columns={LEDGER_COLUMNS}
        keyOf={({ id }) => id}
        filters={[KIND_FILTER]}
        fixed={fixed}
        empty="No transaction matches this."
      />
    </>
  );
}

const FIELDS = [
  { name: 'member', label: 'Roblox id', placeholder: '156' },
  { name: 'teller', label: 'Teller', placeholder: 'teller-1' },
  { name: 'by', label: 'By', placeholder: 'staff-156' },
  { name: 'key', label: 'Key', placeholder: 'teller-1@a' },
  { name: 'pet', label: 'Pet', placeholder: 'Huge Cat' },
] as const;

const DAY_MS = 86_400_000;

/** What else narrows the list: it stands in the address, so that a link shows the same. */
function LedgerFilters({ params }: { readonly params: Readonly<Record<string, string>> }) {
  const apply = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!(event.currentTarget instanceof HTMLFormElement)) return;
    const given = new FormData(event.currentTarget);
    const text = (name: string): string => String(given.get(name) ?? '').trim();
    const [from, until] = [text('from'), text('until')];
    const fields = Object.fromEntries(FIELDS.map(({ name }) => [name, text(name)]));
    const times = {
      from: from === '' ? undefined : `${from}T00:00:00Z`,
      // The day itself counts.
      until: until === '' ? undefined : new Date(Date.parse(until) + DAY_MS).toISOString(),
    };
    navigate(toHref('ledger', { ...params, cursor: undefined, ...fields, ...times }));
  };
  const lastDay = params.until === undefined ? '' : new Date(Date.parse(params.until) - DAY_MS).toISOString();
  return (
    <form class="filters" aria-label="Filters" onSubmit={apply}>
      {FIELDS.map(({ name, label, placeholder }) => (
        <label key={name} class="filter">
          <span>{label}</span>
          <input name={name} maxLength={128} placeholder={placeholder} defaultValue={params[name] ?? ''} />
        </label>
      ))}
      <label class="filter">
        <span>From (UTC)</span>
        <input type="date" name="from" defaultValue={(params.from ?? '').slice(0, 10)} />
      </label>
      <label class="filter">
        <span>To (UTC)</span>
        <input type="date" name="until" defaultValue={lastDay.slice(0, 10)} />
      </label>
      <button type="submit" class="button primary">
        Find
      </button>
      <Link to="ledger">Clear</Link>
    </form>
  );
}

/** Says where searches don't reach the newest transactions yet. */
function ReachNote() {
  const { data } = useData<Reach>('ledger/reach');
  if (!data || data.seq >= data.head) return null;
  return (
    <p class="note warning" role="status">
      Searches know the first {formatNumber(data.seq)} of {formatNumber(data.head)} transactions so far.
    </p>
  );
}
