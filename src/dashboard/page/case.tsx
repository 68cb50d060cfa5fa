import type { CaseDetail, CaseRow, TablePage } from '../protocol.ts';
import type { LedgerRow } from '../protocol-log.ts';
import { Endings } from './case-endings.tsx';
import type { Column } from './column.ts';
import { useDashboard } from './context.ts';
import { HISTORY_COLUMNS } from './history.tsx';
import { LEDGER_COLUMNS } from './ledger-columns.tsx';
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
import { Cells } from './table.tsx';
import { type Loaded, useData } from './use-data.ts';

/** One case, with what to do about it, and what happened around it. */
export function OneCase({ id }: { readonly id: string }) {
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

interface BriefProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
}

/** A few transactions, beside what they are about. */
function BriefTable<Row extends { readonly id: string }>({ columns, rows }: BriefProps<Row>) {
  if (rows.length === 0) return <p class="empty">Nothing has happened yet.</p>;
  return (
    <div class="table-frame">
      <table>
        <thead>
          <tr>
            {columns.map(({ name, title }) => (
              <th key={name} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <Cells columns={columns} row={row} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
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
  const isOwn = by === me.name;
  return (
    <p class="note warning" role="status">
      <strong>
        {isOwn ? 'You' : <Actor by={by} />} {isOwn ? 'want' : 'wants'}: {toWords(resolution)}.
      </strong>{' '}
      Why: {reason}{' '}
      {isOwn
        ? 'Another manager has to look at it and decide the same, here or on Discord.'
        : 'If you have looked at it and find the same, decide the same.'}
    </p>
  );
}

export const CaseState = ({
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
