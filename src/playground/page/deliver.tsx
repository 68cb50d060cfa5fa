import { useEffect, useState } from 'preact/hooks';
import type { Goods } from '../chat/protocol.ts';
import { newId, post } from './api.ts';
import { Button } from './button.tsx';
import { describeGoods, GoodsForm, Panel } from './goods.tsx';
import { usePageContext } from './page-context.ts';
import { Time } from './text.tsx';

interface WaitingWithdrawal extends Goods {
  readonly withdrawalId: string;
  readonly status: 'reserved' | 'claimed' | 'uncertain';
  readonly deliverable: boolean;
}

interface ClaimedWithdrawal extends Goods {
  readonly withdrawalId: string;
  readonly claimToken: string;
  readonly leaseUntil: string;
}

interface DeliverProps {
  readonly robloxUserId: number;
  /** Changes whenever withdrawals may have changed. */
  readonly version: string;
  readonly onDone: () => void;
}

/** The member's waiting withdrawals, and the trade that delivers one. */
export function Deliver({ robloxUserId, version, onDone }: DeliverProps) {
  const { attempt } = usePageContext();
  const [waiting, setWaiting] = useState<readonly WaitingWithdrawal[]>([]);
  const [claimed, setClaimed] = useState<ClaimedWithdrawal | null>(null);
  const [outcome, setOutcome] = useState('');
  const check = (claim: boolean) =>
    post<{ withdrawals: readonly WaitingWithdrawal[]; claimed: ClaimedWithdrawal | null }>(
      'game/withdraw/check',
      { robloxUserId, claim },
    );
  useEffect(() => attempt(async () => setWaiting((await check(false)).withdrawals)), [version]);
  const claim = async (): Promise<void> => {
    const checked = await check(true);
    setWaiting(checked.withdrawals);
    setClaimed(checked.claimed);
    setOutcome(checked.claimed ? '' : 'Nothing here can be claimed by this teller now.');
  };
  const complete = async (ending: string, delivered?: Goods): Promise<void> => {
    const { withdrawalId, claimToken } = claimed ?? {};
    const trade = { withdrawalId, claimToken, tradeId: newId(), outcome: ending, delivered };
    const { status } = await post<{ status: string }>('game/withdraw/complete', trade);
    setClaimed(null);
    setOutcome(`${withdrawalId}: ${status.replaceAll('_', ' ')}.`);
    onDone();
  };
  return (
    <Panel id="deliver" title="Deliver what waits" outcome={outcome}>
      {waiting.length === 0 && <p class="quiet">Nothing waits. Ask for something with /withdraw.</p>}
      <ul class="waiting" aria-label="What waits">
        {waiting.map((withdrawal) => (
          <li key={withdrawal.withdrawalId}>
            <span class={`state is-${withdrawal.status}`}>{withdrawal.status}</span>{' '}
            {describeGoods(withdrawal)}
            {!withdrawal.deliverable && <small> This teller does not hold all of it.</small>}
          </li>
        ))}
      </ul>
      {claimed ? (
        <Trade claimed={claimed} onEnd={(ending, delivered) => attempt(() => complete(ending, delivered))} />
      ) : (
        <Button
          label="Claim the oldest"
          whyNot={waiting.length === 0 ? 'No withdrawal waits here' : null}
          onClick={() => attempt(claim)}
        />
      )}
    </Panel>
  );
}

interface TradeProps {
  readonly claimed: ClaimedWithdrawal;
  readonly onEnd: (ending: 'delivered' | 'declined' | 'partial', delivered?: Goods) => void;
}

function Trade({ claimed, onEnd }: TradeProps) {
  return (
    <div class="trade">
      <p>
        Claimed: <strong>{describeGoods(claimed)}</strong>. The claim ends{' '}
        <Time at={Date.parse(claimed.leaseUntil)} />.
      </p>
      <div class="row">
        <Button label="Delivered" tone="success" onClick={() => onEnd('delivered')} />
        <Button label="Declined" tone="danger" onClick={() => onEnd('declined')} />
      </div>
      <details>
        <summary>Only a part changed hands</summary>
        <GoodsForm
          goods={claimed}
          buttonLabel="Partly delivered"
          isBounded={true}
          onSend={(delivered) => onEnd('partial', delivered)}
        />
      </details>
    </div>
  );
}
