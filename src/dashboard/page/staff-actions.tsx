import type { LedgerRow } from '../protocol-log.ts';
import type { Column } from './column.ts';
import { KIND_FILTER, KindAndStatus, noteOf } from './ledger-columns.tsx';
import { Actor, Ago, GoodsList, TransactionLink } from './parts.tsx';
import { Table } from './table.tsx';

const BY_STAFF = { staff: 'yes' };

const COLUMNS: readonly Column<LedgerRow>[] = [
  { name: 'at', title: 'When', show: ({ at }) => <Ago at={at} />, value: ({ at }) => at },
  {
    name: 'by',
    title: 'Who',
    show: ({ by }) => <Actor by={by} />,
    value: ({ by }) => by,
  },
  {
    name: 'kind',
    title: 'Did',
    show: (row) => (
      <>
        <KindAndStatus of={row} /> <TransactionLink id={row.id} />
      </>
    ),
    value: ({ kind }) => kind,
  },
  {
    name: 'note',
    title: 'Why',
    show: (row) => <span class="breakable">{noteOf(row)}</span>,
    value: noteOf,
  },
  { name: 'goods', title: 'Goods', show: (row) => <GoodsList goods={row} max={3} /> },
];

/** All that staff did, the newest first, with why: what they moved, decided, changed and dropped. */
export const StaffActions = () => (
  <Table
    source="ledger"
    title="Who did what"
    columns={COLUMNS}
    keyOf={({ id }) => id}
    filters={[KIND_FILTER]}
    fixed={BY_STAFF}
    empty="Staff have done nothing yet."
  />
);
