import { Plot } from '../../web/page/plot.tsx';
import type { HistoryRow, MemberDetail, MemberRow } from '../protocol.ts';
import { useAddress } from './address.ts';
import type { Column } from './column.ts';
import { HISTORY_COLUMNS } from './history.tsx';
import { MemberActions } from './member-actions.tsx';
import { MemberLinks } from './member-links.tsx';
import { MemberPets } from './member-pets.tsx';
import {
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
} from './parts.tsx';
import { Table } from './table.tsx';
import { useData } from './use-data.ts';

/** Whose pets the bank keeps: the list, and one member with all that is theirs. */
export function Members() {
  const { id } = useAddress().params;
  return id === undefined ? <MemberList /> : <OneMember id={id} />;
}

const COLUMNS: readonly Column<MemberRow>[] = [
  {
    name: 'member',
    title: 'Member',
    show: ({ robloxUserId, username }) => <MemberLink id={robloxUserId} name={username} />,
    value: ({ username, robloxUserId }) => username ?? `Roblox ${robloxUserId}`,
  },
  {
    name: 'id',
    title: 'Roblox id',
    show: ({ robloxUserId }) => <CopyId id={String(robloxUserId)} />,
    value: ({ robloxUserId }) => robloxUserId,
  },
  {
    name: 'pets',
    title: 'Pets',
    isNumber: true,
    show: ({ petsHeld }) => formatNumber(petsHeld),
    value: ({ petsHeld }) => Number(petsHeld),
  },
  {
    name: 'gems',
    title: 'Gems',
    isNumber: true,
    show: ({ gemsHeld }) => formatNumber(gemsHeld),
    value: ({ gemsHeld }) => Number(gemsHeld),
  },
  {
    name: 'state',
    title: 'State',
    show: ({ frozenReason, cooldownUntil }) => (
      <>
        {frozenReason !== null && <Badge tone="bad">Frozen</Badge>}
        {cooldownUntil !== null && Date.parse(cooldownUntil) > Date.now() && (
          <Badge tone="warning">Cooling down</Badge>
        )}
      </>
    ),
    value: ({ frozenReason }) => (frozenReason === null ? '' : 'frozen'),
  },
];

const MemberList = () => (
  <>
    <h1>Members</h1>
    <Table
      source="members"
      title="Members"
      columns={COLUMNS}
      keyOf={({ robloxUserId }) => String(robloxUserId)}
      search="A name, a Roblox id or a Discord id"
      filters={[
        {
          name: 'frozen',
          label: 'State',
          options: [
            { value: '', label: 'Everyone' },
            { value: 'yes', label: 'Frozen' },
          ],
        },
      ]}
      empty="No member is here yet."
    />
  </>
);

function OneMember({ id }: { readonly id: string }) {
  const loaded = useData<MemberDetail>('member', { id });
  return (
    <>
      <p class="breadcrumb">
        <Link to="members">All members</Link>
      </p>
      <Show loaded={loaded}>{(member) => <MemberPage member={member} reload={loaded.reload} />}</Show>
    </>
  );
}

interface MemberProps {
  readonly member: MemberDetail;
  readonly reload: () => void;
}

function MemberPage({ member, reload }: MemberProps) {
  const { robloxUserId, username, frozenReason } = member;
  return (
    <>
      <h1>
        {username ?? `Roblox ${robloxUserId}`} {frozenReason !== null && <Badge tone="bad">Frozen</Badge>}
      </h1>
      <MemberActions member={member} reload={reload} />
      <div class="columns">
        <Section title="Who and what">
          <MemberFacts member={member} />
        </Section>
        <Section title="What is theirs">
          <MemberPets member={member} />
        </Section>
      </div>
      <Worth member={member} />
      <Open member={member} />
      <MemberLinks id={robloxUserId} />
      <h2>History</h2>
      <Table<HistoryRow>
        source="member/history"
        title="History"
        columns={HISTORY_COLUMNS}
        keyOf={({ id }) => id}
        fixed={{ id: String(robloxUserId) }}
        empty="Nothing has happened yet."
      />
    </>
  );
}

function MemberFacts({ member }: Pick<MemberProps, 'member'>) {
  const { inventory, discordUserId, displayName, frozenReason, cooldownUntil } = member;
  return (
    <Facts
      facts={[
        ['Roblox id', <CopyId id={String(member.robloxUserId)} />],
        ['Shown as', displayName],
        ['Discord', discordUserId === null ? 'not linked' : <CopyId id={discordUserId} />],
        ['Worth', `${formatNumber(inventory.totalValue)} gems`],
        ['Gems', formatNumber(inventory.gems)],
        ['Gems in withdrawals', inventory.reserved.gems === 0 ? null : formatNumber(inventory.reserved.gems)],
        ['Gems on hold', inventory.onHold.gems === 0 ? null : formatNumber(inventory.onHold.gems)],
        ['Frozen because', frozenReason],
        ['No withdrawals before', cooldownUntil === null ? null : <Ago at={cooldownUntil} />],
      ]}
    />
  );
}

/** What everything of theirs was worth after each of their newest transactions. */
function Worth({ member: { points } }: Pick<MemberProps, 'member'>) {
  if (points.length < 2) return null;
  return (
    <Section title="Worth over time" note={<span class="quiet">in gems, at today’s values</span>}>
      <Plot
        label="Worth over time"
        times={points.map(({ at }) => at)}
        series={[{ label: 'Worth', color: '--accent', values: points.map(({ value }) => Number(value)) }]}
        unit="gems"
      />
    </Section>
  );
}

/** What is under way. */
function Open({ member: { withdrawals, cases } }: Pick<MemberProps, 'member'>) {
  if (withdrawals.length === 0 && cases.length === 0) return null;
  return (
    <Section title="Under way">
      <ul class="rows">
        {withdrawals.map((withdrawal) => (
          <li key={withdrawal.withdrawalId}>
            <Link to="withdrawals" params={{ id: withdrawal.withdrawalId }}>
              {withdrawal.withdrawalId}
            </Link>
            <Badge>{withdrawal.status}</Badge>
            <GoodsList goods={withdrawal} max={2} />
          </li>
        ))}
        {cases.map(({ id, kind, summary }) => (
          <li key={id}>
            <Link to="cases" params={{ id }}>
              {kind.replaceAll('_', ' ')}
            </Link>
            <span class="quiet">{summary}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
