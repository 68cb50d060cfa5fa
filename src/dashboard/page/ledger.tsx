import { TRANSACTION_KINDS } from '../../bank/engine/rows.ts';
import type { LedgerDetail, LedgerRow, Reach } from '../protocol-log.ts';
import { navigate, toHref, useAddress } from './address.ts';
import type { Column } from './column.ts';
import { EntryTable } from './entries.tsx';
import { LedgerCheck } from './ledger-check.tsx';
import {
  Actor,
  Ago,
  Badge,
  CopyId,
  Facts,
  formatNumber,
  GoodsList,
  Link,
  MemberLink,
  Section,
  Show,
  TransactionLink,
  toWords,
} from './parts.tsx';
import { ProposeButton } from './propose.tsx';
import { Table } from './table.tsx';
import { useData } from './use-data.ts';

/** Every transaction: the list, one of them, and the check of the whole chain in this browser. */
export function Ledger() {
  const { id, check } = useAddress().params;
  if (check !== undefined) return <LedgerCheck />;
  return id === undefined ? <LedgerList /> : <OneTransaction id={id} />;
}

export const KIND_FILTER = {
  name: 'kind',
  label: 'Kind',
  options: [
    { value: '', label: 'Every kind' },
    ...TRANSACTION_KINDS.map((value) => ({ value, label: toWords(value) })),
  ],
};

/** Why something was done. Of the hash of a personal token, which is for no other person, only the start. */
export const noteOf = ({ kind, note }: Pick<LedgerRow, 'kind' | 'note'>): string | null =>
  kind === 'staff_changed' && note !== null ? note.replace(/\b([0-9a-f]{8})[0-9a-f]{56}\b/g, '$1…') : note;

/** `deposit credited`, `withdrawal delivered`: the status where the kind doesn't say it. */
export const KindAndStatus = ({
  of: { kind, status },
}: {
  readonly of: Pick<LedgerRow, 'kind' | 'status'>;
}) => (
  <>
    {toWords(kind)} {!kind.endsWith(status) && <span class="quiet">{toWords(status)}</span>}
  </>
);

export const LEDGER_COLUMNS: readonly Column<LedgerRow>[] = [
  {
    name: 'id',
    title: 'Transaction',
    show: ({ id }) => <TransactionLink id={id} />,
    value: ({ seq }) => seq,
  },
  {
    name: 'kind',
    title: 'What',
    show: (row) => <KindAndStatus of={row} />,
    value: ({ kind }) => kind,
  },
  { name: 'goods', title: 'Goods', show: (row) => <GoodsList goods={row} max={3} /> },
  {
    name: 'member',
    title: 'Member',
    show: ({ robloxUserId, otherRobloxUserId }) => (
      <>
        {robloxUserId !== null && <MemberLink id={robloxUserId} />}
        {otherRobloxUserId !== null && (
          <>
            {' '}
            and <MemberLink id={otherRobloxUserId} />
          </>
        )}
      </>
    ),
    value: ({ robloxUserId }) => robloxUserId,
  },
  { name: 'by', title: 'By', show: ({ by }) => <Actor by={by} />, value: ({ by }) => by },
  { name: 'at', title: 'When', show: ({ at }) => <Ago at={at} />, value: ({ at }) => at },
  {
    name: 'hash',
    title: 'Hash',
    show: ({ hash }) => <CopyId id={hash} short={10} />,
    value: ({ hash }) => hash,
  },
];

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

function OneTransaction({ id }: { readonly id: string }) {
  const loaded = useData<LedgerDetail>('ledger/transaction', { id });
  return (
    <>
      <p class="breadcrumb">
        <Link to="ledger">The ledger</Link>
      </p>
      <Show loaded={loaded}>{(found) => <TransactionPage found={found} />}</Show>
    </>
  );
}

function TransactionPage({ found }: { readonly found: LedgerDetail }) {
  const { id, seq, kind, status, entries, text } = found;
  const note = noteOf(found);
  const isGift = (kind === 'transfer' || kind === 'trade') && status !== 'undone';
  return (
    <>
      <h1>
        {id} <Badge>{toWords(kind)}</Badge>
      </h1>
      {note !== null && <p class="lead">{note}</p>}
      <Section title="What it moved">
        <EntryTable entries={entries} />
      </Section>
      <Section title="The facts">
        <TransactionFacts found={found} />
        {isGift && (
          <ProposeButton
            opens="Undo it"
            title={`Undo ${id}?`}
            written={{ action: 'undo', transactionId: id }}
          />
        )}
      </Section>
      <Section title="In the chain">
        <Facts
          facts={[
            ['Hash before', <CopyId id={found.previousHash} />],
            ['Hash', <CopyId id={found.hash} />],
            ['Number and hash', <CopyId id={`${seq}:${found.hash}`} />],
          ]}
        />
        <p class="quiet small">The hash is SHA-256 of the hash before, a line feed, and this text:</p>
        <textarea class="sealed" aria-label="What is hashed" rows={8} readOnly value={text} />
      </Section>
    </>
  );
}

function TransactionFacts({ found }: { readonly found: LedgerDetail }) {
  const { robloxUserId, otherRobloxUserId, tellerId, withdrawalId, keyId, operationId } = found;
  return (
    <Facts
      facts={[
        ['Status', toWords(found.status)],
        ['When', <Ago at={found.at} />],
        ['By', <Actor by={found.by} />],
        ['Signed with', keyId === null ? null : <CopyId id={keyId} />],
        ['Member', robloxUserId === null ? null : <MemberLink id={robloxUserId} />],
        ['Other member', otherRobloxUserId === null ? null : <MemberLink id={otherRobloxUserId} />],
        [
          'Teller',
          tellerId === null ? null : (
            <Link to="tellers" params={{ id: tellerId }}>
              {tellerId}
            </Link>
          ),
        ],
        [
          'Withdrawal',
          withdrawalId === null ? null : (
            <Link to="withdrawals" params={{ id: withdrawalId }}>
              {withdrawalId}
            </Link>
          ),
        ],
        ['Goods', <GoodsList goods={found} max={50} />],
        ['Operation', operationId === null ? null : <CopyId id={operationId} short={60} />],
      ]}
    />
  );
}
