import { useEffect, useState } from 'preact/hooks';
import type { Goods } from '../chat/wire.ts';
import { Amounts } from './amounts.tsx';
import { newId, post } from './api.ts';
import { describeGoods } from './goods.ts';
import { Time } from './text.tsx';
import { useView } from './view.ts';

interface Waiting extends Goods {
  readonly withdrawalId: string;
  readonly status: 'reserved' | 'claimed' | 'uncertain';
  readonly deliverable: boolean;
}

interface Claimed extends Goods {
  readonly withdrawalId: string;
  readonly claimToken: string;
  readonly leaseUntil: string;
}

interface Checked {
  readonly withdrawals: readonly Waiting[];
  readonly claimed: Claimed | null;
}

interface DeliverProps {
  readonly robloxUserId: number;
  /** Changes whenever something may have happened. */
  readonly news: string;
  readonly onDone: () => void;
}

/** What waits for the member, and how the trade that hands it out ends. */
export function Deliver({ robloxUserId, news, onDone }: DeliverProps) {
  const { attempt } = useView();
  const [waiting, setWaiting] = useState<readonly Waiting[]>([]);
  const [claimed, setClaimed] = useState<Claimed | null>(null);
  const [said, setSaid] = useState('');
  const check = (claim: boolean): Promise<Checked> => post('game/withdraw/check', { robloxUserId, claim });
  useEffect(() => attempt(async () => setWaiting((await check(false)).withdrawals)), [news]);
  const claim = async (): Promise<void> => {
    const checked = await check(true);
    setWaiting(checked.withdrawals);
    setClaimed(checked.claimed);
    setSaid(checked.claimed ? '' : 'Nothing here can be claimed by this teller now.');
  };
  const complete = async (outcome: string, delivered?: Goods): Promise<void> => {
    const { withdrawalId, claimToken } = claimed ?? {};
    const trade = { withdrawalId, claimToken, tradeId: newId(), outcome, delivered };
    const { status } = await post<{ status: string }>('game/withdraw/complete', trade);
    setClaimed(null);
    setSaid(`${withdrawalId}: ${status.replaceAll('_', ' ')}.`);
    onDone();
  };
  return (
    <section class="panel" aria-labelledby="deliver">
      <h3 id="deliver">Deliver what waits</h3>
      {waiting.length === 0 && <p class="quiet">Nothing waits. Ask for something with /withdraw.</p>}
      <ul class="waiting" aria-label="What waits">
        {waiting.map((waiting) => (
          <WaitingRow key={waiting.withdrawalId} one={waiting} />
        ))}
      </ul>
      {claimed ? (
        <Trade
          claimed={claimed}
          onEnd={(outcome, delivered) => attempt(() => complete(outcome, delivered))}
        />
      ) : (
        <button
          type="button"
          class="button primary"
          disabled={waiting.length === 0}
          onClick={() => attempt(claim)}
        >
          Claim the oldest
        </button>
      )}
      <output>{said}</output>
    </section>
  );
}

function WaitingRow({ one: waiting }: { one: Waiting }) {
  return (
    <li>
      <span class={`state is-${waiting.status}`}>{waiting.status}</span> {describeGoods(waiting)}
      {!waiting.deliverable && <small> This teller does not hold all of it.</small>}
    </li>
  );
}

interface TradeProps {
  readonly claimed: Claimed;
  readonly onEnd: (outcome: 'delivered' | 'declined' | 'partial', delivered?: Goods) => void;
}

function Trade({ claimed, onEnd }: TradeProps) {
  return (
    <div class="trade">
      <p>
        Claimed: <strong>{describeGoods(claimed)}</strong>. The claim ends{' '}
        <Time at={Date.parse(claimed.leaseUntil)} isRelative={true} />.
      </p>
      <div class="row">
        <button type="button" class="button success" onClick={() => onEnd('delivered')}>
          Delivered
        </button>
        <button type="button" class="button danger" onClick={() => onEnd('declined')}>
          Declined
        </button>
      </div>
      <details>
        <summary>Only a part changed hands</summary>
        <Amounts
          goods={claimed}
          send="Partly delivered"
          isBounded={true}
          onSend={(delivered) => onEnd('partial', delivered)}
        />
      </details>
    </div>
  );
}
