import { TRANSACTION_KINDS } from '../../bank/engine/rows.ts';
import type { LedgerRow } from '../protocol-log.ts';
import type { Column } from './column.ts';
import { Actor, Ago, CopyId, GoodsList, MemberLink, TransactionLink, toWords } from './parts.tsx';

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

interface What {
  readonly kind: string;
  readonly status: string;
}

/** The status where the kind doesn't say it: `deposit credited`, `withdrawal delivered`. */
const statusBeside = ({ kind, status }: What): string => (kind.endsWith(status) ? '' : status);

export const KindAndStatus = ({ of }: { readonly of: What }) => (
  <>
    {toWords(of.kind)} <span class="quiet">{toWords(statusBeside(of))}</span>
  </>
);

export const WHAT_COLUMN: Column<What> = {
  name: 'kind',
  title: 'What',
  show: (row) => <KindAndStatus of={row} />,
  value: (row) => `${row.kind} ${statusBeside(row)}`.trim(),
};

export const LEDGER_COLUMNS: readonly Column<LedgerRow>[] = [
  {
    name: 'id',
    title: 'Transaction',
    show: ({ id }) => <TransactionLink id={id} />,
    value: ({ seq }) => seq,
  },
  WHAT_COLUMN,
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
