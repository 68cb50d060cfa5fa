import { useState } from 'preact/hooks';
import type { StaffRow } from '../protocol.ts';
import { useAddress } from './address.ts';
import { post } from './api.ts';
import type { Column } from './column.ts';
import { useDashboard } from './context.ts';
import { ActionButton } from './dialog.tsx';
import { Ago, Badge, CopyId, formatNumber, Link, MemberLink, TransactionLink } from './parts.tsx';
import { Proposals } from './proposals.tsx';
import { StaffActions } from './staff-actions.tsx';
import { Table } from './table.tsx';
import { Tabs } from './tabs.tsx';

const VIEWS = [
  { view: 'people', title: 'Staff' },
  { view: 'actions', title: 'Who did what' },
] as const;

/** Who is staff, what waits for a second person, and what each of them did. */
export function StaffScreen() {
  const { view = 'people' } = useAddress().params;
  return (
    <>
      <h1>Staff</h1>
      <Tabs screen="staff" title="Staff" views={VIEWS} current={view} />
      {view === 'actions' ? <StaffActions /> : <People />}
    </>
  );
}

/** Who is staff, and what they have moved alone today. */
function People() {
  const { me } = useDashboard();
  const [token, setToken] = useState<string | null>(null);
  return (
    <>
      <Proposals />
      {me.level === 'admin' && (
        <div class="row actions">
          <NameStaff onToken={setToken} />
        </div>
      )}
      {token !== null && (
        <p class="note warning" role="alert">
          Their personal token, shown this once: <CopyId id={token} /> Give it to them alone: the bank keeps
          only its hash.
        </p>
      )}
      <Table
        source="staff"
        title="Staff"
        columns={me.level === 'admin' ? [...COLUMNS, actionsColumn(setToken)] : COLUMNS}
        keyOf={({ name }) => name}
        empty="Nobody is staff yet. Whoever has the admin token names them here."
      />
    </>
  );
}

const COLUMNS: readonly Column<StaffRow>[] = [
  {
    name: 'who',
    title: 'Who',
    show: ({ robloxUserId, username }) => <MemberLink id={robloxUserId} name={username} />,
    value: ({ username, name }) => username ?? name,
  },
  {
    name: 'name',
    title: 'What they did',
    show: ({ name }) => (
      <Link to="ledger" params={{ by: name }}>
        {name}
      </Link>
    ),
    value: ({ name }) => name,
  },
  {
    name: 'level',
    title: 'Level',
    show: ({ level, byRoles, granted }) => (
      <>
        <Badge tone={level === 'owner' ? 'good' : 'plain'}>{level}</Badge>{' '}
        {granted === null && byRoles !== null && <span class="quiet">by roles</span>}
      </>
    ),
    value: ({ level }) => level,
  },
  {
    name: 'since',
    title: 'Manager since',
    show: ({ managerSince }) => (managerSince === null ? '' : <Ago at={managerSince} />),
    value: ({ managerSince }) => managerSince,
  },
  {
    name: 'moved',
    title: 'Moved alone today',
    isNumber: true,
    show: ({ movedToday, aloneLimit }) => <Moved moved={movedToday} limit={aloneLimit} />,
    value: ({ movedToday }) => Number(movedToday),
  },
  {
    name: 'token',
    title: 'Token',
    show: ({ hasToken }) => (hasToken ? 'yes' : 'no'),
    value: ({ hasToken }) => String(hasToken),
  },
  {
    name: 'changed',
    title: 'Changed by',
    show: ({ changedBy }) => <TransactionLink id={changedBy} />,
    value: ({ changedBy }) => changedBy,
  },
];

/** How much of the limit is used up. */
function Moved({ moved, limit }: { readonly moved: string; readonly limit: string | null }) {
  if (limit === null) return <>{formatNumber(moved)} of no limit</>;
  return (
    <span class="used">
      {formatNumber(moved)}
      <meter min={0} max={100} high={80} value={Number((BigInt(moved) * 100n) / (BigInt(limit) || 1n))}>
        {moved} of {limit}
      </meter>
      <span class="quiet">of {formatNumber(limit)}</span>
    </span>
  );
}

const actionsColumn = (onToken: (token: string) => void): Column<StaffRow> => ({
  name: 'actions',
  title: 'Actions',
  show: ({ robloxUserId, username, name, granted }) => (
    <span class="row">
      <ActionButton
        opens="New token"
        title={`A new token for ${username ?? name}?`}
        asksWhy={false}
        whyNot={granted === null ? 'A role on Discord alone has no token' : null}
        onAct={async () => onToken((await post<{ token: string }>('staff/token', { robloxUserId })).token)}
      >
        <p>The one before ends, and whoever is signed in by it is signed out.</p>
      </ActionButton>
      <ActionButton
        opens="Remove"
        title={`Remove ${username ?? name}?`}
        tone="bad"
        asksWhy={false}
        onAct={() => post('staff/remove', { robloxUserId })}
      >
        <p>Their token ends at once. A role on Discord has to be removed there.</p>
      </ActionButton>
    </span>
  ),
});

function NameStaff({ onToken }: { readonly onToken: (token: string) => void }) {
  const { say } = useDashboard();
  const [member, setMember] = useState('');
  const [level, setLevel] = useState('manager');
  const name = async (): Promise<void> => {
    const { token } = await post<{ token: string | null }>('staff/name', { member, level });
    if (token === null) say('Changed. Their token stays as it is');
    else onToken(token);
  };
  return (
    <ActionButton opens="Name somebody" title="Who becomes staff?" tone="good" asksWhy={false} onAct={name}>
      <label class="labelled">
        Their Roblox name or id
        <input
          required
          maxLength={200}
          value={member}
          onInput={({ currentTarget }) => setMember(currentTarget.value)}
        />
      </label>
      <label class="labelled">
        Level
        <select value={level} onChange={({ currentTarget }) => setLevel(currentTarget.value)}>
          <option value="viewer">viewer: looks</option>
          <option value="cashier">cashier: takes and delivers by hand, halts</option>
          <option value="manager">manager: decides cases, freezes, corrects</option>
          <option value="owner">owner: opens a halted bank, names tellers</option>
        </select>
      </label>
    </ActionButton>
  );
}
