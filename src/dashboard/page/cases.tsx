import type { CaseRow } from '../protocol.ts';
import { useAddress } from './address.ts';
import { CaseState, OneCase } from './case.tsx';
import type { Column } from './column.ts';
import { Ago, Link, MemberLink } from './parts.tsx';
import { Table } from './table.tsx';

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
