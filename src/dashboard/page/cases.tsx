import type { CaseDetail, CaseRow, TablePage } from '../protocol.ts';
import type { LedgerRow } from '../protocol-log.ts';
import { useAddress } from './address.ts';
import { Endings } from './case-endings.tsx';
import type { Column } from './column.ts';
import { useDashboard } from './context.ts';
import { BriefTable, HISTORY_COLUMNS } from './history.tsx';
import { LEDGER_COLUMNS } from './ledger.tsx';
import {
  Actor,
  Ago,
  Badge,
  CopyId,
  Facts,
  GoodsList,
  Link,
  MemberLink,
  Section,
  Show,
  toWords,
} from './parts.tsx';
import { Table } from './table.tsx';
import { type Loaded, useData } from './use-data.ts';

/** What waits for a decision: the list, and one case with what to do about it. */
export function Cases() {
  const { id } = useAddress().params;
  return id === undefined ? <CaseList /> : <OneCase id={id} />;
}

const STATES = [
  { value: 'open', label: 'Open' },
  { value: 'waiting', label: 'For a second person' },
  { value: 'closed', label: 'Closed' },
  { value: 'all', label: 'All' },
];

const KINDS = [
  ['', 'Every kind'],
  ['quarantine', 'Quarantine'],
  ['uncertain', 'Uncertain withdrawal'],
  ['shortage', 'Shortage'],
  ['refused_trade', 'Refused trade'],
  ['disputed', 'Not received, says the member'],
  ['foreign_trade', 'Trades a teller does not know'],
  ['teller_limit', 'Too much in an hour'],
  ['possible_duplicate', 'Perhaps reported twice'],
  ['staff_limit', 'More by hand than alone'],
  ['same_pet', 'One pet or two?'],
  ['missed_trade', 'Never reported'],
  ['unseen_trade', 'Not seen by BIG Games'],
  ['witness_shortage', 'Shortage by BIG Games'],
  ['account', 'Account at BIG Games'],
].map(([value = '', label = '']) => ({ value, label }));

const COLUMNS: readonly Column<CaseRow>[] = [
  {
    name: 'title',
    title: 'Kind',
    show: ({ id, title }) => (
      <Link to="cases" params={{ id }}>
        {title}
      </Link>
    ),
    value: ({ title }) => title,
  },
  {
    name: 'summary',
    title: 'What happened',
    show: ({ summary }) => summary,
    value: ({ summary }) => summary,
  },
  {
    name: 'member',
    title: 'Member',
    show: ({ robloxUserId }) => (robloxUserId === null ? '' : <MemberLink id={robloxUserId} />),
    value: ({ robloxUserId }) => robloxUserId,
  },
  {
    name: 'teller',
    title: 'Teller',
    show: ({ tellerId }) => (
      <Link to="tellers" params={{ id: tellerId }}>
        {tellerId}
      </Link>
    ),
    value: ({ tellerId }) => tellerId,
  },
  {
    name: 'state',
    title: 'State',
    show: (row) => <CaseState row={row} />,
    value: ({ closedAt, proposal }) => (closedAt !== null ? 'closed' : proposal ? 'waiting' : 'open'),
  },
  {
    name: 'opened',
    title: 'Opened',
    show: ({ openedAt }) => <Ago at={openedAt} />,
    value: ({ openedAt }) => openedAt,
  },
];

const CaseState = ({
  row: { closedAt, proposal },
}: {
  readonly row: Pick<CaseRow, 'closedAt' | 'proposal'>;
}) =>
  closedAt !== null ? (
    <Badge tone="good">Closed</Badge>
  ) : proposal ? (
    <Badge tone="warning">Second person</Badge>
  ) : (
    <Badge tone="bad">Open</Badge>
  );

const CaseList = () => (
  <>
    <h1>Cases</h1>
    <Table
      source="cases"
      title="Cases"
      columns={COLUMNS}
      keyOf={({ id }) => id}
      search="Search in cases"
      filters={[
        { name: 'state', label: 'State', options: STATES },
        { name: 'kind', label: 'Kind', options: KINDS },
      ]}
      empty="Nothing waits for a decision."
    />
  </>
);

function OneCase({ id }: { readonly id: string }) {
  const loaded = useData<CaseDetail>('case', { id });
  return (
    <>
      <p class="breadcrumb">
        <Link to="cases">All cases</Link>
      </p>
      <Show loaded={loaded}>{(found) => <CasePage found={found} reload={loaded.reload} />}</Show>
    </>
  );
}

function CasePage({ found, reload }: { readonly found: CaseDetail } & Pick<Loaded<unknown>, 'reload'>) {
  return (
    <>
      <h1>
        {found.title} <CaseState row={found} />
      </h1>
      <p class="lead">{found.summary}</p>
      {found.proposal && <ProposalNote proposal={found.proposal} />}
      <div class="columns">
        <Section title="The facts">
          <CaseFacts found={found} />
        </Section>
        {found.closedAt === null && (
          <Section title="What to do">
            <p>{found.guide.meaning}</p>
            <ol class="guide">
              {found.guide.steps.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
            <p class="quiet small">docs/OPERATIONS.md, “{found.guide.section}”</p>
            <Endings found={found} reload={reload} />
          </Section>
        )}
      </div>
      {found.robloxUserId !== null && (
        <Section title="The member’s newest transactions">
          <BriefTable columns={HISTORY_COLUMNS} rows={found.transactions} />
        </Section>
      )}
      <TellerSide tellerId={found.tellerId} />
    </>
  );
}

/** How many of the teller's transactions stand beside a case. */
const TELLER_SIDE = 10;
const SIDE_COLUMNS = LEDGER_COLUMNS.filter(({ name }) => name !== 'hash');

/** The other side of what happened: whom the teller traded with at last. */
function TellerSide({ tellerId }: Pick<CaseDetail, 'tellerId'>) {
  const loaded = useData<TablePage<LedgerRow>>('ledger', { teller: tellerId, limit: TELLER_SIDE });
  return (
    <Section title="The teller’s newest transactions">
      <Show loaded={loaded}>{({ rows }) => <BriefTable columns={SIDE_COLUMNS} rows={rows} />}</Show>
    </Section>
  );
}

function CaseFacts({ found }: { readonly found: CaseDetail }) {
  const { robloxUserId, tellerId, withdrawalId, closedAt, resolution } = found;
  const hasGoods = found.pets.length > 0 || found.gems > 0;
  return (
    <Facts
      facts={[
        ['Goods', hasGoods ? <GoodsList goods={found} max={50} /> : null],
        ['Member', robloxUserId === null ? null : <MemberLink id={robloxUserId} name={found.username} />],
        [
          'Teller',
          <Link to="tellers" params={{ id: tellerId }}>
            {tellerId}
          </Link>,
        ],
        [
          'Its transactions',
          <Link to="ledger" params={{ teller: tellerId, member: robloxUserId ?? undefined }}>
            in the ledger
          </Link>,
        ],
        [
          'Withdrawal',
          withdrawalId === null ? null : (
            <Link to="withdrawals" params={{ id: withdrawalId }}>
              {withdrawalId}
            </Link>
          ),
        ],
        ['Opened', <Ago at={found.openedAt} />],
        ['Closed', closedAt === null ? null : <Ago at={closedAt} />],
        ['How it ended', resolution],
        ['Case', <CopyId id={found.id} short={40} />],
      ]}
    />
  );
}

function ProposalNote({ proposal }: { readonly proposal: NonNullable<CaseRow['proposal']> }) {
  const { me } = useDashboard();
  const { by, resolution, reason } = proposal;
  return (
    <p class="note warning" role="status">
      <strong>
        {by === me.name ? (
          'You want'
        ) : (
          <>
            <Actor by={by} /> wants
          </>
        )}
        : {toWords(resolution)}.
      </strong>{' '}
      Why: {reason}{' '}
      {by === me.name
        ? 'Another manager has to look at it and decide the same, here or on Discord.'
        : 'If you have looked at it and find the same, decide the same.'}
    </p>
  );
}
