import type { TellerDetail, TellerRow } from '../protocol.ts';
import { useAddress } from './address.ts';
import type { Column } from './column.ts';
import {
  Ago,
  Badge,
  CopyId,
  Facts,
  formatNumber,
  Link,
  MemberLink,
  Section,
  Show,
  type Tone,
  TransactionLink,
} from './parts.tsx';
import { Table } from './table.tsx';
import { MoveButton, NameButton, PauseButton, TakeButton } from './teller-actions.tsx';
import { TellerReports } from './teller-reports.tsx';
import { TellerStock } from './teller-stock.tsx';
import { useData } from './use-data.ts';

/** Who hands pets over in the game: the list, and one teller's stock against what it reports. */
export function Tellers() {
  const { id } = useAddress().params;
  return id === undefined ? <TellerList /> : <OneTeller id={id} />;
}

const TONES: { readonly [S in TellerRow['status']]: Tone } = {
  online: 'good',
  silent: 'bad',
  paused: 'bad',
  attended: 'plain',
};

const COLUMNS: readonly Column<TellerRow>[] = [
  {
    name: 'teller',
    title: 'Teller',
    show: ({ tellerId: id }) => (
      <Link to="tellers" params={{ id }}>
        {id}
      </Link>
    ),
    value: ({ tellerId }) => tellerId,
  },
  {
    name: 'status',
    title: 'State',
    show: (row) => <TellerState row={row} />,
    value: ({ status }) => status,
  },
  {
    name: 'account',
    title: 'In the game',
    show: ({ robloxUserId, robloxUsername }) =>
      robloxUserId === null ? (
        <span class="quiet">not named</span>
      ) : (
        <MemberLink id={robloxUserId} name={robloxUsername} />
      ),
    value: ({ robloxUsername }) => robloxUsername,
  },
  { name: 'note', title: 'Note', show: ({ note }) => note ?? '', value: ({ note }) => note },
  {
    name: 'reported',
    title: 'Reported',
    show: ({ reportedAt }) => <Ago at={reportedAt} />,
    value: ({ reportedAt }) => reportedAt,
  },
  {
    name: 'paused',
    title: 'Paused pets',
    isNumber: true,
    show: ({ paused }) => formatNumber(paused),
    value: ({ paused }) => paused,
  },
];

const TellerState = ({ row }: { readonly row: TellerRow }) => (
  <>
    <Badge tone={TONES[row.status]}>{row.status}</Badge>
    {row.pausedReason !== null && row.status !== 'paused' && <Badge tone="bad">paused by staff</Badge>}
    {row.isOverLimit && <Badge tone="bad">over its limit</Badge>}
    {row.pending && <Badge tone="warning">changes soon</Badge>}
  </>
);

const TellerList = () => (
  <>
    <h1>Tellers</h1>
    <div class="row actions">
      <TakeButton />
      <MoveButton />
      <NameButton />
    </div>
    <Table
      source="tellers"
      title="Tellers"
      columns={COLUMNS}
      keyOf={({ tellerId }) => tellerId}
      empty="No teller has traded yet."
    />
  </>
);

function OneTeller({ id }: { readonly id: string }) {
  const loaded = useData<TellerDetail>('teller', { id });
  return (
    <>
      <p class="breadcrumb">
        <Link to="tellers">All tellers</Link>
      </p>
      <Show loaded={loaded}>{(teller) => <TellerPage teller={teller} />}</Show>
    </>
  );
}

function TellerPage({ teller }: { readonly teller: TellerDetail }) {
  const { tellerId, isContradicted, isOverLimit, paused, pausedReason } = teller;
  return (
    <>
      <h1>
        {tellerId} <TellerState row={teller} />
      </h1>
      <div class="row actions">
        <MoveButton from={tellerId} />
        <NameButton teller={teller} />
        <PauseButton teller={teller} />
      </div>
      {pausedReason !== null && (
        <p class="note warning" role="status">
          Staff paused it, and it hands out nothing new: {pausedReason}
        </p>
      )}
      {(isContradicted || isOverLimit || paused > 0) && (
        <p class="note warning" role="status">
          {isContradicted && 'It does not know its own trades, and hands out nothing new. '}
          {isOverLimit && 'It has credited more than it may in an hour: that stays on hold. '}
          {paused > 0 &&
            `Of ${paused === 1 ? 'a kind' : `${paused} kinds`} it lacks some, and hands out none. `}
          <Link to="cases" params={{ search: tellerId }}>
            Decide its cases
          </Link>
        </p>
      )}
      <Section title="As members see it">
        <TellerFacts teller={teller} />
      </Section>
      <Section title="What it holds" note={<span class="quiet">the ledger beside its own report</span>}>
        <TellerStock teller={teller} />
      </Section>
      {teller.reportedAt !== null && <TellerReports id={tellerId} />}
    </>
  );
}

function TellerFacts({ teller }: { readonly teller: TellerDetail }) {
  const { robloxUserId, placeUrl, pending } = teller;
  return (
    <Facts
      facts={[
        [
          'Account',
          robloxUserId === null ? (
            'not named: shown to nobody'
          ) : (
            <MemberLink id={robloxUserId} name={teller.robloxUsername} />
          ),
        ],
        [
          'Place',
          placeUrl === null ? null : (
            <a href={placeUrl} rel="noreferrer" target="_blank">
              {placeUrl}
            </a>
          ),
        ],
        ['Note', teller.note],
        ['Changes', pending === null ? null : <Ago at={pending.from} />],
        ['Reported', <Ago at={teller.reportedAt} />],
        ['Newest trade', <TransactionLink id={`t-${teller.lastTradeSeq}`} />],
        [
          'All its trades',
          <Link to="ledger" params={{ teller: teller.tellerId }}>
            in the ledger
          </Link>,
        ],
        ['Teller', <CopyId id={teller.tellerId} />],
      ]}
    />
  );
}
