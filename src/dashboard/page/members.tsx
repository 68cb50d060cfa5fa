import { useState } from 'preact/hooks';
import type { HistoryRow, MemberDetail, MemberRow } from '../protocol.ts';
import { useAddress } from './address.ts';
import { post } from './api.ts';
import type { Column } from './column.ts';
import { useDashboard, useMay } from './context.ts';
import { ActionButton } from './dialog.tsx';
import { save } from './export.ts';
import { GoodsFields, NO_GOODS } from './goods-fields.tsx';
import { HISTORY_COLUMNS } from './history.tsx';
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
import { ProposeButton } from './propose.tsx';
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
      <Open member={member} />
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

function MemberActions({ member, reload }: MemberProps) {
  const { say } = useDashboard();
  const may = useMay();
  const { robloxUserId, frozenReason } = member;
  const isFrozen = frozenReason !== null;
  const needs = (level: 'manager' | 'owner') => (may(level) ? null : `It takes a ${level}, by name`);
  const freeze = async (reason: string): Promise<void> => {
    await post('members/freeze', { robloxUserId, frozen: !isFrozen, reason });
    say(isFrozen ? 'Unfrozen' : 'Frozen');
    reload();
  };
  return (
    <div class="row actions">
      <ActionButton
        opens={isFrozen ? 'Unfreeze' : 'Freeze'}
        title={isFrozen ? 'Let their withdrawals go on?' : 'Stop their withdrawals?'}
        tone={isFrozen ? 'good' : 'bad'}
        whyNot={needs('manager')}
        onAct={freeze}
      >
        <p>While they are frozen, nothing of theirs leaves the bank; what they hand in is still recorded.</p>
      </ActionButton>
      <AdjustButton robloxUserId={robloxUserId} />
      <PersonalData member={member} needs={needs} />
    </div>
  );
}

function AdjustButton({ robloxUserId }: { readonly robloxUserId: number }) {
  const [direction, setDirection] = useState('credit');
  const [tellerId, setTellerId] = useState('');
  const [goods, setGoods] = useState(NO_GOODS);
  return (
    <ProposeButton
      opens="Correct"
      title="Correct what they own"
      written={{ action: 'adjust', robloxUserId, direction, tellerId, ...goods }}
    >
      <label class="labelled">
        Which way
        <select value={direction} onChange={({ currentTarget }) => setDirection(currentTarget.value)}>
          <option value="credit">Credit: to the member</option>
          <option value="debit">Debit: away from the member</option>
        </select>
      </label>
      <label class="labelled">
        The teller that holds it; “me” for yourself
        <input
          required
          maxLength={64}
          value={tellerId}
          onInput={({ currentTarget }) => setTellerId(currentTarget.value)}
        />
      </label>
      <GoodsFields written={goods} onChange={setGoods} />
    </ProposeButton>
  );
}

interface PersonalDataProps extends Pick<MemberProps, 'member'> {
  readonly needs: (level: 'manager' | 'owner') => string | null;
}

/** What a person may ask for: all that the bank keeps about them, and to be forgotten. */
function PersonalData({ member: { robloxUserId, discordUserId }, needs }: PersonalDataProps) {
  const { say } = useDashboard();
  const notLinked = discordUserId === null ? 'They are not linked: the bank keeps nothing personal' : null;
  const exportAll = async (): Promise<void> => {
    const data = await post('members/export', { robloxUserId });
    save(`petbank-member-${robloxUserId}.json`, JSON.stringify(data, null, 2), 'application/json');
  };
  const forget = async (): Promise<void> => {
    const { kind } = await post<{ kind: 'forgotten' | 'held' }>('members/forget', { robloxUserId });
    if (kind === 'held') throw new Error('They still own something, or something of theirs is open.');
    say('Forgotten');
  };
  return (
    <>
      <ActionButton
        opens="Export"
        title="Save all that the bank keeps about them?"
        asksWhy={false}
        whyNot={notLinked ?? needs('manager')}
        onAct={exportAll}
      >
        <p>
          A file with their link, profile, balances, withdrawals, cases and history. Give it to them alone.
        </p>
      </ActionButton>
      <ActionButton
        opens="Forget"
        title="Erase this person?"
        tone="bad"
        asksWhy={false}
        whyNot={notLinked ?? needs('owner')}
        onAct={forget}
      >
        <p>Their link, profile and messages are erased for good. The ledger keeps the Roblox id alone.</p>
      </ActionButton>
    </>
  );
}
