import type { KeyRow, RefusedRow } from '../protocol-log.ts';
import { useAddress } from './address.ts';
import { post } from './api.ts';
import type { Column } from './column.ts';
import { useDashboard, useNeeds } from './context.ts';
import { ActionButton } from './dialog.tsx';
import { NewKey } from './new-key.tsx';
import { Ago, Badge, CopyId, formatNumber, Link, toWords } from './parts.tsx';
import { Table } from './table.tsx';
import { Tabs } from './tabs.tsx';

const VIEWS = [
  { view: 'keys', title: 'Keys' },
  { view: 'refused', title: 'Refused requests' },
  { view: 'new', title: 'A new key' },
] as const;

/** The keys of programs: what they did, and what they were refused. */
export function Keys() {
  const { view = 'keys' } = useAddress().params;
  return (
    <>
      <h1>API</h1>
      <p class="lead">Keys sign what programs ask for. No secret is ever shown again once a key is in use.</p>
      <Tabs screen="api" title="API" views={VIEWS} current={view} />
      {view === 'refused' ? <Refused /> : view === 'new' ? <NewKey /> : <KeyTable />}
    </>
  );
}

const COLUMNS: readonly Column<KeyRow>[] = [
  {
    name: 'key',
    title: 'Key',
    show: ({ keyId }) => <CopyId id={keyId} />,
    value: ({ keyId }) => keyId,
  },
  {
    name: 'state',
    title: 'State',
    show: (row) => <KeyState row={row} />,
    value: ({ revokedAt }) => revokedAt,
  },
  {
    name: 'scopes',
    title: 'Scopes',
    show: ({ scopes }) => (scopes.length === 0 ? <span class="quiet">unknown here</span> : scopes.join(', ')),
    value: ({ scopes }) => scopes.join(' '),
  },
  {
    name: 'transactions',
    title: 'Transactions',
    isNumber: true,
    show: ({ keyId, transactions, lastTransactionAt }) => (
      <>
        <Link to="ledger" params={{ key: keyId }}>
          {formatNumber(transactions)}
        </Link>{' '}
        <span class="quiet">{lastTransactionAt !== null && <Ago at={lastTransactionAt} />}</span>
      </>
    ),
    value: ({ transactions }) => transactions,
  },
  {
    name: 'requests',
    title: 'Requests',
    isNumber: true,
    show: ({ requests, lastRequestAt }) => (
      <>
        {formatNumber(requests)}{' '}
        <span class="quiet">{lastRequestAt === null ? '' : <Ago at={lastRequestAt} />}</span>
      </>
    ),
    value: ({ requests }) => requests,
  },
  {
    name: 'refusals',
    title: 'Refused',
    show: ({ refusals }) =>
      Object.entries(refusals).map(([code, count]) => (
        <Badge key={code} tone="warning">
          {formatNumber(count)} × {toWords(code)}
        </Badge>
      )),
    value: ({ refusals }) => Object.values(refusals).reduce((sum, count) => sum + count, 0),
  },
  { name: 'act', title: 'Action', show: (row) => <Revoke row={row} /> },
];

const KeyState = ({ row: { isConfigured, revokedAt } }: { readonly row: KeyRow }) =>
  revokedAt !== null ? (
    <Badge tone="bad">
      revoked <Ago at={revokedAt} />
    </Badge>
  ) : isConfigured ? (
    <Badge tone="good">in use</Badge>
  ) : (
    <Badge>not in API_KEYS</Badge>
  );

const KeyTable = () => (
  <>
    <p class="quiet">Requests and refusals are those of this process since it started.</p>
    <Table
      source="keys"
      title="Keys"
      columns={COLUMNS}
      keyOf={({ keyId }) => keyId}
      search="A key or a scope"
      empty="No program can call this bank yet: API_KEYS is empty."
    />
  </>
);

function Revoke({ row: { keyId, revokedAt } }: { readonly row: KeyRow }) {
  const { say } = useDashboard();
  const needs = useNeeds();
  if (revokedAt !== null) return null;
  return (
    <ActionButton
      opens="Revoke"
      title={`Revoke ${keyId}?`}
      label="Revoke it"
      tone="bad"
      whyNot={needs('owner')}
      onAct={(reason) => post('keys/revoke', { keyId, reason }).then(() => say(`${keyId} is revoked`))}
    >
      <p>
        Every process refuses it within two seconds, also after a restart. Only the command line takes it
        back: <code>petbank keys restore</code>.
      </p>
    </ActionButton>
  );
}

const REFUSED: readonly Column<RefusedRow>[] = [
  { name: 'at', title: 'When', show: ({ at }) => <Ago at={at} />, value: ({ at }) => at },
  {
    name: 'code',
    title: 'Why',
    show: ({ code }) => <Badge tone="warning">{toWords(code)}</Badge>,
    value: ({ code }) => code,
  },
  {
    name: 'endpoint',
    title: 'Endpoint',
    show: ({ endpoint }) => <code>{endpoint}</code>,
    value: ({ endpoint }) => endpoint,
  },
  {
    name: 'key',
    title: 'Key that it named',
    show: ({ keyId }) => (keyId === null ? <span class="quiet">none of ours</span> : <code>{keyId}</code>),
    value: ({ keyId }) => keyId,
  },
  {
    name: 'request',
    title: 'Request',
    show: ({ requestId }) => <CopyId id={requestId} short={13} />,
    value: ({ requestId }) => requestId,
  },
];

const Refused = () => (
  <>
    <p class="quiet">
      The newest that this process refused before anything was decided. Without a signature that holds, anyone
      may have sent them, under any key’s name.
    </p>
    <Table
      source="keys/refused"
      title="Refused requests"
      columns={REFUSED}
      keyOf={({ requestId }) => requestId}
      search="A request id, a key or an endpoint"
      empty="Nothing was refused since this process started."
    />
  </>
);
