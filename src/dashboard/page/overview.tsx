import type { ComponentChildren } from 'preact';
import { formatSpan } from '../../format-span.ts';
import type { OverviewData } from '../protocol.ts';
import { useDashboard } from './context.ts';
import { OverviewPlots } from './overview-plots.tsx';
import {
  Ago,
  Badge,
  CopyId,
  Facts,
  formatNumber,
  Link,
  Section,
  Show,
  type Tone,
  TransactionLink,
} from './parts.tsx';
import { useData } from './use-data.ts';

/** How the bank is, at a glance: what waits for somebody, who works, and whether the books hold. */
export function Overview() {
  const loaded = useData<OverviewData>('overview');
  return (
    <>
      <h1>Overview</h1>
      <Show loaded={loaded}>
        {(data) => (
          <>
            <Tiles data={data} />
            <div class="columns">
              <Waiting data={data} />
              <Books data={data} />
            </div>
          </>
        )}
      </Show>
      <OverviewPlots />
    </>
  );
}

interface TileProps {
  readonly title: string;
  readonly to: string;
  readonly figure: ComponentChildren;
  readonly tone: Tone;
  readonly note: ComponentChildren;
}

const Tile = ({ title, to, figure, tone, note }: TileProps) => (
  <Link to={to} class={`tile ${tone}`}>
    <span class="tile-title">{title}</span>
    <span class="tile-figure">{figure}</span>
    <span class="quiet">{note}</span>
  </Link>
);

function Tiles({ data }: { readonly data: OverviewData }) {
  const { unsent, countedTo } = data;
  return (
    <div class="tiles">
      <CasesTile data={data} />
      <WithdrawalsTile data={data} />
      <TellersTile data={data} />
      <Tile
        title="Unsent messages"
        to="messages"
        figure={count(unsent, countedTo)}
        tone={unsent > MANY_UNSENT ? 'warning' : 'plain'}
        note={unsent === 0 ? 'Every one has been sent' : 'They wait for the Discord bot'}
      />
    </div>
  );
}

/** More than these don't wait for a bot that works. */
const MANY_UNSENT = 100;

/** Counting stops somewhere. */
const count = (amount: number, countedTo: number): string =>
  `${formatNumber(amount)}${amount >= countedTo ? '+' : ''}`;

function CasesTile({ data: { cases, countedTo } }: { readonly data: OverviewData }) {
  const open = cases.reduce((sum, each) => sum + each.count, 0);
  const [oldest] = cases;
  const note = oldest ? <Oldest at={oldest.since} /> : 'Nothing waits for a decision';
  const tone = open > 0 ? 'warning' : 'good';
  return <Tile title="Open cases" to="cases" figure={count(open, countedTo)} tone={tone} note={note} />;
}

const Oldest = ({ at }: { readonly at: string }) => (
  <>
    oldest <Ago at={at} />
  </>
);

function WithdrawalsTile({ data }: { readonly data: OverviewData }) {
  const { reserved = 0, claimed = 0, uncertain = 0 } = data.withdrawals;
  const oldest = data.oldestWithdrawal;
  const waiting = oldest === null ? 'Nobody waits' : <Oldest at={oldest} />;
  return (
    <Tile
      title="Withdrawals"
      to="withdrawals"
      figure={count(reserved + claimed, data.countedTo)}
      tone={uncertain > 0 ? 'bad' : 'plain'}
      note={uncertain > 0 ? `${uncertain} uncertain` : waiting}
    />
  );
}

function TellersTile({ data }: { readonly data: OverviewData }) {
  const { online = 0, attended = 0, silent = 0, paused = 0 } = data.tellers;
  const working = online + attended;
  const calm = working === 0 ? 'warning' : 'good';
  const isTroubled = silent + paused > 0;
  return (
    <Tile
      title="Tellers at work"
      to="tellers"
      figure={formatNumber(working)}
      tone={isTroubled ? 'bad' : calm}
      note={isTroubled ? `${silent} silent, ${paused} paused` : 'None silent, none paused'}
    />
  );
}

function Waiting({ data: { cases } }: { readonly data: OverviewData }) {
  const forSecond = useDashboard().status?.waiting ?? 0;
  return (
    <Section title="What waits for you">
      {cases.length === 0 && forSecond === 0 ? (
        <p class="empty">Nothing waits for a decision.</p>
      ) : (
        <ul class="rows">
          {forSecond > 0 && (
            <li>
              <Link to="staff">For a second person</Link>
              <strong>{formatNumber(forSecond)}</strong>
            </li>
          )}
          {cases.map(({ kind, title, count, since, waiting }) => (
            <li key={kind}>
              <Link to="cases" params={{ kind }}>
                {title}
              </Link>
              {waiting > 0 && <Badge tone="warning">{waiting} for a second person</Badge>}
              <span class="quiet">
                oldest <Ago at={since} />
              </span>
              <strong>{formatNumber(count)}</strong>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Books({ data }: { readonly data: OverviewData }) {
  const { seq, head, headAt, check, lastBackupAt, version, newerVersion, uptimeSeconds } = data;
  return (
    <Section title="The books">
      <Facts
        facts={[
          ['Newest transaction', seq === 0 ? 'none yet' : <TransactionLink id={`t-${seq}`} />],
          ['When', seq === 0 ? null : <Ago at={headAt} />],
          ['Head', <CopyId id={head} short={12} />],
          [
            'Checked whole',
            check?.checkedAt ? (
              <>
                <Badge tone={check.error === null ? 'good' : 'bad'}>
                  {check.error === null ? 'It held' : check.error}
                </Badge>{' '}
                <Ago at={check.checkedAt} />, up to t-{check.seq}
              </>
            ) : (
              'not yet'
            ),
          ],
          ['Last backup', lastBackupAt === null ? 'none of its own' : <Ago at={lastBackupAt} />],
          [
            'Version',
            newerVersion === null ? (
              version
            ) : (
              <>
                {version} <Badge tone="warning">{newerVersion} is out</Badge>
              </>
            ),
          ],
          ['Running for', formatSpan(uptimeSeconds)],
        ]}
      />
    </Section>
  );
}
