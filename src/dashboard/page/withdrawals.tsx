import { useState } from 'preact/hooks';
import type { Claimed, WithdrawalDetail, WithdrawalRow } from '../protocol.ts';
import { useAddress } from './address.ts';
import { newId, post } from './api.ts';
import type { Column } from './column.ts';
import { useDashboard, useNeeds } from './context.ts';
import { ActionButton } from './dialog.tsx';
import { GoodsFields } from './goods-fields.tsx';
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
    show: ({ status, expiresAt, leaseUntil }) => (
      <Ago at={status === 'claimed' || status === 'uncertain' ? leaseUntil : expiresAt} />
    ),
    value: ({ expiresAt }) => expiresAt,
  },
  {
    name: 'requested',
    title: 'Requested',
    show: ({ requestedAt }) => <Ago at={requestedAt} />,
    value: ({ requestedAt }) => requestedAt,
  },
];

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

interface ActionsProps {
  readonly found: WithdrawalDetail;
  readonly reload: () => void;
}

function WithdrawalActions({ found, reload }: ActionsProps) {
  const [claimed, setClaimed] = useState<Claimed | null>(null);
  const finish = (): void => {
    setClaimed(null);
    reload();
  };
  if (claimed) return <HandOver claimed={claimed} onDone={finish} />;
  switch (found.status) {
    case 'uncertain':
      return (
        <p>
          Nobody said how it ended.{' '}
          <Link to="cases" params={{ id: `uncertain:${found.withdrawalId}` }}>
            Settle its case
          </Link>
          .
        </p>
      );
    case 'reserved':
      return <Waiting found={found} reload={reload} onClaimed={setClaimed} />;
    case 'claimed':
      return <p>A teller is handing it over just now. It can’t be cancelled until that has ended.</p>;
    default:
      return <p>It has ended, and nothing is left to do.</p>;
  }
}

interface WaitingProps extends ActionsProps {
  readonly onClaimed: (claimed: Claimed) => void;
}

function Waiting({ found: { withdrawalId, robloxUserId }, reload, onClaimed }: WaitingProps) {
  const needs = useNeeds();
  const { say } = useDashboard();
  const claim = async (): Promise<void> => {
    const order = { robloxUserId, withdrawalId };
    const { claimed } = await post<{ claimed: Claimed | null }>('withdrawals/claim', order);
    if (!claimed) throw new Error('You hold none of it: your teller account has to have the goods.');
    onClaimed(claimed);
  };
  const cancel = async (): Promise<void> => {
    await post('withdrawals/cancel', { withdrawalId });
    say('Cancelled: it is in the balance again');
    reload();
  };
  return (
    <>
      <p>It waits for a teller. Hand it over yourself, or put it back into the member’s balance.</p>
      <div class="row">
        <ActionButton
          opens="Deliver by hand"
          label="Claim it"
          title={`Claim ${withdrawalId}?`}
          tone="good"
          asksWhy={false}
          whyNot={needs('cashier')}
          onAct={claim}
        >
          <p>It is leased to you. Trade with this member in the game, then say here how it went.</p>
        </ActionButton>
        <ActionButton
          opens="Cancel it"
          title={`Cancel ${withdrawalId}?`}
          tone="bad"
          asksWhy={false}
          whyNot={needs('manager')}
          onAct={cancel}
        >
          <p>All of it goes back to the member’s balance.</p>
        </ActionButton>
      </div>
    </>
  );
}

/** What staff record of a withdrawal that they hand over in the game. */
function HandOver({ claimed, onDone }: { readonly claimed: Claimed; readonly onDone: () => void }) {
  const { say } = useDashboard();
  const [tradeId] = useState(newId);
  const [written, setWritten] = useState({ pets: '', gems: '' });
  const settle = async (outcome: string, reason: string): Promise<void> => {
    const { withdrawalId, claimToken } = claimed;
    await post('withdrawals/settle', { withdrawalId, claimToken, tradeId, outcome, reason, ...written });
    say('Recorded');
    onDone();
  };
  return (
    <>
      <p>
        It is yours until <Ago at={claimed.leaseUntil} />. Trade with this member only, then record how it
        went.
      </p>
      <GoodsList goods={claimed} max={50} />
      <div class="row">
        <ActionButton
          opens="Delivered"
          title="All of it changed hands?"
          tone="good"
          onAct={(reason) => settle('delivered', reason)}
        >
          <p>It leaves the bank.</p>
        </ActionButton>
        <ActionButton
          opens="A part of it"
          title="What changed hands?"
          onAct={(reason) => settle('partial', reason)}
        >
          <GoodsFields written={written} onChange={setWritten} />
          <p>That leaves the bank; the rest is the member’s balance again.</p>
        </ActionButton>
        <ActionButton
          opens="Nothing"
          title="Nothing changed hands?"
          tone="bad"
          onAct={(reason) => settle('declined', reason)}
        >
          <p>It waits again for a teller.</p>
        </ActionButton>
      </div>
    </>
  );
}
