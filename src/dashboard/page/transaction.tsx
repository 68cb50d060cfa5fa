import type { LedgerDetail } from '../protocol-log.ts';
import { EntryTable } from './entries.tsx';
import { noteOf } from './ledger-columns.tsx';
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
import { ProposeButton } from './propose.tsx';
import { useData } from './use-data.ts';

/** One transaction: what it moved, who did it, and its place in the chain. */
export function OneTransaction({ id }: { readonly id: string }) {
  const loaded = useData<LedgerDetail>('ledger/transaction', { id });
  return (
    <>
      <p class="breadcrumb">
        <Link to="ledger">The ledger</Link>
      </p>
      <Show loaded={loaded}>{(found) => <TransactionPage found={found} />}</Show>
    </>
  );
}

function TransactionPage({ found }: { readonly found: LedgerDetail }) {
  const { id, seq, kind, status, entries, text } = found;
  const note = noteOf(found);
  const isGift = (kind === 'transfer' || kind === 'trade') && status !== 'undone';
  return (
    <>
      <h1>
        {id} <Badge>{toWords(kind)}</Badge>
      </h1>
      {note !== null && <p class="lead">{note}</p>}
      <Section title="What it moved">
        <EntryTable entries={entries} />
      </Section>
      <Section title="The facts">
        <TransactionFacts found={found} />
        {isGift && (
          <ProposeButton
            opens="Undo it"
            title={`Undo ${id}?`}
            written={{ action: 'undo', transactionId: id }}
          />
        )}
      </Section>
      <Section title="In the chain">
        <Facts
          facts={[
            ['Hash before', <CopyId id={found.previousHash} />],
            ['Hash', <CopyId id={found.hash} />],
            ['Number and hash', <CopyId id={`${seq}:${found.hash}`} />],
          ]}
        />
        <p class="quiet small">The hash is SHA-256 of the hash before, a line feed, and this text:</p>
        <textarea class="sealed" aria-label="What is hashed" rows={8} readOnly value={text} />
      </Section>
    </>
  );
}

function TransactionFacts({ found }: { readonly found: LedgerDetail }) {
  const { robloxUserId, otherRobloxUserId, tellerId, withdrawalId, keyId, operationId } = found;
  return (
    <Facts
      facts={[
        ['Status', toWords(found.status)],
        ['When', <Ago at={found.at} />],
        ['By', <Actor by={found.by} />],
        ['Signed with', keyId === null ? null : <CopyId id={keyId} />],
        ['Member', robloxUserId === null ? null : <MemberLink id={robloxUserId} />],
        ['Other member', otherRobloxUserId === null ? null : <MemberLink id={otherRobloxUserId} />],
        [
          'Teller',
          tellerId === null ? null : (
            <Link to="tellers" params={{ id: tellerId }}>
              {tellerId}
            </Link>
          ),
        ],
        [
          'Withdrawal',
          withdrawalId === null ? null : (
            <Link to="withdrawals" params={{ id: withdrawalId }}>
              {withdrawalId}
            </Link>
          ),
        ],
        ['Goods', <GoodsList goods={found} max={50} />],
        ['Operation', operationId === null ? null : <CopyId id={operationId} short={60} />],
      ]}
    />
  );
}
