import type { OfferRow } from '../protocol-log.ts';
import { useAddress } from './address.ts';
import { post } from './api.ts';
import type { Column } from './column.ts';
import { useDashboard, useNeeds } from './context.ts';
import { ActionButton } from './dialog.tsx';
import { LEDGER_COLUMNS } from './ledger-columns.tsx';
import { Ago, GoodsList, MemberLink } from './parts.tsx';
import { Table } from './table.tsx';
import { Tabs } from './tabs.tsx';

const VIEWS = [
  { view: 'offers', title: 'Open offers' },
  { view: 'trade', title: 'Trades' },
  { view: 'transfer', title: 'Gifts' },
] as const;

/** What members do with each other: offers that are open, trades and gifts that were made. */
export function Trades() {
  const { view = 'offers' } = useAddress().params;
  return (
    <>
      <h1>Trades</h1>
      <p class="lead">
        What members offer and give each other. A gift or a trade is undone on its own page, whole.
      </p>
      <Tabs screen="trades" title="Trades" views={VIEWS} current={view} />
      {view === 'trade' || view === 'transfer' ? <Made kind={view} /> : <Offers />}
    </>
  );
}

const Made = ({ kind }: { readonly kind: 'trade' | 'transfer' }) => (
  <Table
    key={kind}
    source="ledger"
    title={kind === 'trade' ? 'Trades' : 'Gifts'}
    columns={LEDGER_COLUMNS}
    keyOf={({ id }) => id}
    fixed={{ kind }}
    empty={kind === 'trade' ? 'No members have traded yet.' : 'Nobody has given anything yet.'}
  />
);

const COLUMNS: readonly Column<OfferRow>[] = [
  {
    name: 'from',
    title: 'From',
    show: ({ fromRobloxUserId }) => <MemberLink id={fromRobloxUserId} />,
    value: ({ fromRobloxUserId }) => fromRobloxUserId,
  },
  { name: 'gives', title: 'Gives', show: ({ gives }) => <GoodsList goods={gives} /> },
  {
    name: 'to',
    title: 'To',
    show: ({ toRobloxUserId }) => <MemberLink id={toRobloxUserId} />,
    value: ({ toRobloxUserId }) => toRobloxUserId,
  },
  { name: 'wants', title: 'Wants', show: ({ wants }) => <GoodsList goods={wants} /> },
  {
    name: 'ends',
    title: 'Ends',
    show: ({ expiresAt }) => <Ago at={expiresAt} />,
    value: ({ expiresAt }) => expiresAt,
  },
  { name: 'act', title: 'Action', show: (offer) => <TakeBack offer={offer} /> },
];

const Offers = () => (
  <Table
    source="trades/offers"
    title="Open offers"
    columns={COLUMNS}
    keyOf={({ offerId }) => offerId}
    search="A member, a pet or an offer"
    empty="No offer is open: each lasts for a quarter of an hour."
  />
);

function TakeBack({ offer: { offerId } }: { readonly offer: OfferRow }) {
  const { say } = useDashboard();
  const needs = useNeeds();
  return (
    <ActionButton
      opens="Take back"
      title="Take this offer back?"
      label="Take it back"
      tone="bad"
      whyNot={needs('cashier')}
      onAct={async (reason) => {
        await post('trades/take-back', { offerId, reason });
        say('The offer is taken back');
      }}
    >
      <p>Nothing moves. Both members are told, with your reason.</p>
    </ActionButton>
  );
}
