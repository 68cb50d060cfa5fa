import type { TablePage } from '../protocol.ts';
import type { LedgerRow } from '../protocol-log.ts';
import { Actor, Ago, Link, Section, Show, TransactionLink, toWords } from './parts.tsx';
import { useData } from './use-data.ts';

/** How many changes of a link are shown; the ledger has all. */
const MAX_SHOWN = 20;

/** When the member was linked to Discord and unlinked. To whom is in no log, so that it can be forgotten. */
export function MemberLinks({ id }: { readonly id: number }) {
  const loaded = useData<TablePage<LedgerRow>>('ledger', { links: id, limit: MAX_SHOWN });
  return (
    <Section
      title="Links to Discord"
      note={
        <Link to="ledger" params={{ links: id }}>
          All of them
        </Link>
      }
    >
      <Show loaded={loaded}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p class="empty">Never linked, as far as the log is read.</p>
          ) : (
            <ul class="rows">
              {rows.map(({ id: transactionId, kind, by, at }) => (
                <li key={transactionId}>
                  {toWords(kind)} <Ago at={at} /> by <Actor by={by} /> <TransactionLink id={transactionId} />
                </li>
              ))}
            </ul>
          )
        }
      </Show>
    </Section>
  );
}
