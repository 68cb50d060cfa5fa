import { useState } from 'preact/hooks';
import { newId } from '../../web/page/request.ts';
import type { Claimed, WithdrawalDetail } from '../protocol.ts';
import { post } from './api.ts';
import { useDashboard, useNeeds } from './context.ts';
import { ActionButton } from './dialog.tsx';
import { GoodsFields } from './goods-fields.tsx';
import { Ago, GoodsList, Link } from './parts.tsx';

interface ActionsProps {
  readonly found: WithdrawalDetail;
  readonly reload: () => void;
}

/** What can be done about it now: hand it over by hand, put it back, or settle its case. */
export function WithdrawalActions({ found, reload }: ActionsProps) {
  const [claimed, setClaimed] = useState<Claimed | null>(null);
  const finish = (): void => {
    setClaimed(null);
    reload();
  };
  if (claimed) return <HandOver claimed={claimed} onDone={finish} />;
  switch (found.status) {
    case 'uncertain':
      return (
        <p>
          Nobody said how it ended.{' '}
          <Link to="cases" params={{ id: `uncertain:${found.withdrawalId}` }}>
            Settle its case
          </Link>
          .
        </p>
      );
    case 'reserved':
      return <Waiting found={found} reload={reload} onClaimed={setClaimed} />;
    case 'claimed':
      return <p>A teller is handing it over just now. It can’t be cancelled until that has ended.</p>;
    default:
      return <p>It has ended, and nothing is left to do.</p>;
  }
}

interface WaitingProps extends ActionsProps {
  readonly onClaimed: (claimed: Claimed) => void;
}

function Waiting({ found: { withdrawalId, robloxUserId }, reload, onClaimed }: WaitingProps) {
  const needs = useNeeds();
  const { say } = useDashboard();
  const claim = async (): Promise<void> => {
    const order = { robloxUserId, withdrawalId };
    const { claimed } = await post<{ claimed: Claimed | null }>('withdrawals/claim', order);
    if (!claimed) throw new Error('You hold none of it: your teller account has to have the goods.');
    onClaimed(claimed);
  };
  const cancel = async (): Promise<void> => {
    await post('withdrawals/cancel', { withdrawalId });
    say('Cancelled: it is in the balance again');
    reload();
  };
  return (
    <>
      <p>It waits for a teller. Hand it over yourself, or put it back into the member’s balance.</p>
      <div class="row">
        <ActionButton
          opens="Deliver by hand"
          label="Claim it"
          title={`Claim ${withdrawalId}?`}
          tone="good"
          asksWhy={false}
          whyNot={needs('cashier')}
          onAct={claim}
        >
          <p>It is leased to you. Trade with this member in the game, then say here how it went.</p>
        </ActionButton>
        <ActionButton
          opens="Cancel it"
          title={`Cancel ${withdrawalId}?`}
          tone="bad"
          asksWhy={false}
          whyNot={needs('manager')}
          onAct={cancel}
        >
          <p>All of it goes back to the member’s balance.</p>
        </ActionButton>
      </div>
    </>
  );
}

/** What staff record of a withdrawal that they hand over in the game. */
function HandOver({ claimed, onDone }: { readonly claimed: Claimed; readonly onDone: () => void }) {
  const { say } = useDashboard();
  const [tradeId] = useState(newId);
  const [written, setWritten] = useState({ pets: '', gems: '' });
  const settle = async (outcome: string, reason: string): Promise<void> => {
    const { withdrawalId, claimToken } = claimed;
    await post('withdrawals/settle', { withdrawalId, claimToken, tradeId, outcome, reason, ...written });
    say('Recorded');
    onDone();
  };
  return (
    <>
      <p>
        It is yours until <Ago at={claimed.leaseUntil} />. Trade with this member only, then record how it
        went.
      </p>
      <GoodsList goods={claimed} max={50} />
      <div class="row">
        <ActionButton
          opens="Delivered"
          title="All of it changed hands?"
          tone="good"
          onAct={(reason) => settle('delivered', reason)}
        >
          <p>It leaves the bank.</p>
        </ActionButton>
        <ActionButton
          opens="A part of it"
          title="What changed hands?"
          onAct={(reason) => settle('partial', reason)}
        >
          <GoodsFields written={written} onChange={setWritten} />
          <p>That leaves the bank; the rest is the member’s balance again.</p>
        </ActionButton>
        <ActionButton
          opens="Nothing"
          title="Nothing changed hands?"
          tone="bad"
          onAct={(reason) => settle('declined', reason)}
        >
          <p>It waits again for a teller.</p>
        </ActionButton>
      </div>
    </>
  );
}
