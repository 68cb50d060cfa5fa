import type { MessageRow, MessageWay } from '../protocol-log.ts';
import { post } from './api.ts';
import type { Column } from './column.ts';
import { useDashboard, useMay, useNeeds } from './context.ts';
import { ActionButton } from './dialog.tsx';
import { Ago, Badge, GoodsList, MemberLink, toWords } from './parts.tsx';
import { Table } from './table.tsx';

const WAYS: readonly { readonly value: MessageWay; readonly label: string }[] = [
  { value: 'discord', label: 'Discord, not sent yet' },
  { value: 'webhook', label: 'Webhooks, given up' },
];

const COLUMNS: readonly Column<MessageRow>[] = [
  {
    name: 'to',
    title: 'To',
    show: ({ isToOperator, robloxUserId }) =>
      isToOperator ? (
        <Badge>staff</Badge>
      ) : robloxUserId === null ? (
        'a member'
      ) : (
        <MemberLink id={robloxUserId} />
      ),
    value: ({ robloxUserId }) => robloxUserId,
  },
  { name: 'topic', title: 'About', show: ({ topic }) => toWords(topic), value: ({ topic }) => topic },
  {
    name: 'text',
    title: 'Says',
    show: (row) => (
      <>
        {row.text} {(row.pets.length > 0 || row.gems > 0) && <GoodsList goods={row} max={3} />}
      </>
    ),
    value: ({ text }) => text,
  },
  {
    name: 'error',
    title: 'Why it is not sent',
    show: ({ error, triedAt }) =>
      error === null ? (
        <span class="quiet">not tried by this process</span>
      ) : (
        <>
          {error}{' '}
          <span class="quiet">
            <Ago at={triedAt} />
          </span>
        </>
      ),
    value: ({ error }) => error,
  },
  { name: 'at', title: 'Waits since', show: ({ at }) => <Ago at={at} />, value: ({ at }) => at },
  { name: 'act', title: 'Action', show: (row) => <MessageActions row={row} /> },
];

/** Messages to people that are not sent, oldest first. */
export const Messages = () => (
  <>
    <h1>Messages</h1>
    <p class="lead">
      What waits to be sent on Discord, oldest first. The bot tries each again by itself, a minute after it
      failed. Webhooks are tried for two days; those that were given up are kept for two weeks.
    </p>
    <Table
      source="messages"
      title="Messages"
      columns={COLUMNS}
      keyOf={({ id, way }) => `${way}-${id}`}
      search="A topic, a word or a Roblox id"
      filters={[{ name: 'way', label: 'Messages', options: WAYS }]}
      empty="Every message has been sent."
    />
  </>
);

function MessageActions({ row: { id, way } }: { readonly row: MessageRow }) {
  const { say } = useDashboard();
  const may = useMay();
  const needs = useNeeds();
  const retry = (): void => {
    post('messages/retry', { ids: [id], way }).then(
      () => say('It is handed out again at once'),
      (error: Error) => say(error.message),
    );
  };
  return (
    <div class="row">
      <button
        type="button"
        class="button"
        disabled={!may('cashier')}
        title={needs('cashier') ?? undefined}
        onClick={retry}
      >
        Try now
      </button>
      <ActionButton
        opens="Drop"
        title="Drop this message?"
        label="Drop it"
        tone="bad"
        whyNot={needs('manager')}
        onAct={(reason) => post('messages/drop', { ids: [id], way, reason }).then(() => say('Dropped'))}
      >
        <p>Nobody will get it. What it tells of has happened all the same.</p>
      </ActionButton>
    </div>
  );
}
