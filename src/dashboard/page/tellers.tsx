import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { petLabel } from '../../bank/engine/pet-label.ts';
import type { StockRow, TellerDetail, TellerRow } from '../protocol.ts';
import { useAddress } from './address.ts';
import type { Column } from './column.ts';
import {
  Ago,
  Badge,
  CopyId,
  Emblem,
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
            `It lacks some of ${paused === 1 ? 'a kind' : `${paused} kinds`}, and hands out no more of that. `}
          <Link to="cases" params={{ search: tellerId }}>
            Decide its cases
          </Link>
        </p>
      )}
      <div class="columns">
        <Section title="As members see it">
          <TellerFacts teller={teller} />
        </Section>
        <Section title="What it holds" note={<span class="quiet">the ledger beside its own report</span>}>
          <Stock teller={teller} />
        </Section>
      </div>
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

function Stock({ teller: { assets, assetCount } }: { readonly teller: TellerDetail }) {
  const [isAll, setAll] = useState(false);
  if (assets.length === 0) return <p class="empty">It holds nothing.</p>;
  const shown = isAll ? assets : assets.slice(0, 20);
  return (
    <>
      <div class="table-frame">
        <table>
          <thead>
            <tr>
              <th scope="col">Pet</th>
              <th scope="col" class="number">
                Ledger
              </th>
              <th scope="col" class="number">
                Reported
              </th>
              <th scope="col" class="number">
                On hold
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <StockLine key={nameOf(row)} row={row} />
            ))}
          </tbody>
        </table>
      </div>
      {!isAll && assetCount > shown.length && (
        <button type="button" class="button" onClick={() => setAll(true)}>
          Show {assets.length - shown.length} more
        </button>
      )}
    </>
  );
}

const nameOf = ({ asset }: StockRow): string => (asset === 'gems' ? 'Gems' : petLabel(asset));

function StockLine({ row }: { readonly row: StockRow }) {
  const { asset, ledger, reported, drift, onHold, isPaused } = row;
  return (
    <tr>
      <Cell label="Pet">
        <Emblem variant={asset === 'gems' ? 'gems' : asset.variant} name={nameOf(row)} /> {nameOf(row)}{' '}
        {isPaused && <Badge tone="bad">paused</Badge>}
      </Cell>
      <Cell label="Ledger" isNumber>
        {formatNumber(ledger)}
      </Cell>
      <Cell label="Reported" isNumber>
        {reported === null ? '–' : formatNumber(reported)} {drift !== 0 && <Drift drift={drift} />}
      </Cell>
      <Cell label="On hold" isNumber>
        {formatNumber(onHold)}
      </Cell>
    </tr>
  );
}

interface CellProps {
  readonly label: string;
  readonly isNumber?: boolean;
  readonly children: ComponentChildren;
}

const Cell = ({ label, isNumber = false, children }: CellProps) => (
  <td data-label={label} class={isNumber ? 'number' : ''}>
    <span class="cell">{children}</span>
  </td>
);

const Drift = ({ drift }: Pick<StockRow, 'drift'>) => (
  <Badge tone={drift < 0 ? 'bad' : 'warning'}>
    {drift > 0 ? '+' : ''}
    {formatNumber(drift)}
  </Badge>
);
