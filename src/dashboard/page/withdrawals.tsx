import type { WithdrawalDetail, WithdrawalRow } from '../protocol.ts';
import { useAddress } from './address.ts';
import type { Column } from './column.ts';
import {
  Ago,
  Badge,
  CopyId,
  Facts,
  GoodsList,
  Link,
  MemberLink,
  Section,
  Show,
  type Tone,
  toWords,
} from './parts.tsx';
import { Table } from './table.tsx';
import { useData } from './use-data.ts';
import { WithdrawalActions } from './withdrawal-actions.tsx';

/** What members take out: who waits, who holds it, and what became of it. */
export function Withdrawals() {
  const { id } = useAddress().params;
  return id === undefined ? <WithdrawalList /> : <OneWithdrawal id={id} />;
}

const TONES: { readonly [S in WithdrawalRow['status']]: Tone } = {
  reserved: 'plain',
  claimed: 'warning',
  uncertain: 'bad',
  delivered: 'good',
  partly_delivered: 'good',
  cancelled: 'plain',
  expired: 'plain',
};

const Status = ({ status }: Pick<WithdrawalRow, 'status'>) => (
  <Badge tone={TONES[status]}>{toWords(status)}</Badge>
);

const COLUMNS: readonly Column<WithdrawalRow>[] = [
  {
    name: 'id',
    title: 'Withdrawal',
    show: ({ withdrawalId: id }) => (
      <Link to="withdrawals" params={{ id }}>
        {id}
      </Link>
    ),
    value: ({ withdrawalId }) => withdrawalId,
  },
  {
    name: 'status',
    title: 'Status',
    show: (row) => <Status status={row.status} />,
    value: ({ status }) => status,
  },
  {
    name: 'member',
    title: 'Member',
    show: ({ robloxUserId }) => <MemberLink id={robloxUserId} />,
    value: ({ robloxUserId }) => robloxUserId,
  },
  { name: 'goods', title: 'Goods', show: (row) => <GoodsList goods={row} max={2} /> },
  {
    name: 'teller',
    title: 'With',
    show: ({ tellerId }) => tellerId ?? <span class="quiet">nobody</span>,
    value: ({ tellerId }) => tellerId,
  },
  {
    name: 'until',
    title: 'Until',
    show: (row) => {
      const until = untilOf(row);
      return until === null ? '' : <Ago at={until} />;
    },
    value: untilOf,
  },
  {
    name: 'requested',
    title: 'Requested',
    show: ({ requestedAt }) => <Ago at={requestedAt} />,
    value: ({ requestedAt }) => requestedAt,
  },
];

/** When the lease ends, or the reservation; of a closed one neither does. */
function untilOf({ status, expiresAt, leaseUntil }: WithdrawalRow): string | null {
  if (status === 'reserved') return expiresAt;
  return status === 'claimed' || status === 'uncertain' ? leaseUntil : null;
}

const STATES = [
  { value: 'open', label: 'Open' },
  { value: 'all', label: 'All' },
];

const WithdrawalList = () => (
  <>
    <h1>Withdrawals</h1>
    <Table
      source="withdrawals"
      title="Withdrawals"
      columns={COLUMNS}
      keyOf={({ withdrawalId }) => withdrawalId}
      search="Search by id, member or teller"
      filters={[
        { name: 'state', label: 'State', options: STATES },
        {
          name: 'status',
          label: 'Status',
          options: [
            { value: '', label: 'Every status' },
            ...Object.keys(TONES).map((value) => ({ value, label: toWords(value) })),
          ],
        },
      ]}
      empty="Nobody waits for anything."
    />
  </>
);

function OneWithdrawal({ id }: { readonly id: string }) {
  const loaded = useData<WithdrawalDetail>('withdrawal', { id });
  return (
    <>
      <p class="breadcrumb">
        <Link to="withdrawals">All withdrawals</Link>
      </p>
      <Show loaded={loaded}>
        {(found) => (
          <>
            <h1>
              {found.withdrawalId} <Status status={found.status} />
            </h1>
            <div class="columns">
              <Section title="The facts">
                <WithdrawalFacts found={found} />
              </Section>
              <Section title="What to do">
                <WithdrawalActions found={found} reload={loaded.reload} />
              </Section>
            </div>
          </>
        )}
      </Show>
    </>
  );
}

function WithdrawalFacts({ found }: { readonly found: WithdrawalDetail }) {
  const { deliverableBy, parts, tellerId } = found;
  return (
    <Facts
      facts={[
        ['Goods', <GoodsList goods={found} max={50} />],
        ['Member', <MemberLink id={found.robloxUserId} name={found.username} />],
        ['Requested', <Ago at={found.requestedAt} />],
        ['Requested by', <code>{found.requestedBy}</code>],
        ['Expires', found.status === 'reserved' ? <Ago at={found.expiresAt} /> : null],
        ['With', tellerId],
        ['Lease ends', found.leaseUntil === null ? null : <Ago at={found.leaseUntil} />],
        [
          'Can hand over all of it',
          found.status === 'reserved' ? deliverableBy.join(', ') || 'no teller' : null,
        ],
        [
          'Other parts',
          parts.length === 0
            ? null
            : parts.map((part) => (
                <Link key={part} to="withdrawals" params={{ id: part }}>
                  {part}{' '}
                </Link>
              )),
        ],
        ['Withdrawal', <CopyId id={found.withdrawalId} />],
      ]}
    />
  );
}
