import type { HistoryRow } from '../protocol.ts';
import type { Column } from './column.ts';
import { WHAT_COLUMN } from './ledger-columns.tsx';
import { Ago, GoodsList, Link, TransactionLink } from './parts.tsx';

export const HISTORY_COLUMNS: readonly Column<HistoryRow>[] = [
  {
    name: 'id',
    title: 'Transaction',
    show: ({ id }) => <TransactionLink id={id} />,
    value: ({ id }) => id,
  },
  WHAT_COLUMN,
  { name: 'goods', title: 'Goods', show: (row) => <GoodsList goods={row} max={3} /> },
  {
    name: 'teller',
    title: 'Teller',
    show: ({ tellerId }) =>
      tellerId === null ? (
        ''
      ) : (
        <Link to="tellers" params={{ id: tellerId }}>
          {tellerId}
        </Link>
      ),
    value: ({ tellerId }) => tellerId,
  },
  { name: 'at', title: 'When', show: ({ at }) => <Ago at={at} />, value: ({ at }) => at },
];
