import { useState } from 'preact/hooks';
import { newId } from '../../web/page/request.ts';
import type { Goods } from '../chat/protocol.ts';
import { post } from './api.ts';
import { Button } from './button.tsx';
import { GoodsForm, Panel } from './goods.tsx';
import { usePageContext, useRead } from './page-context.ts';
import { Time } from './text.tsx';
import { describeGoods, t, text } from './words.ts';

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

interface Ended {
  readonly status: 'delivered' | 'partly_delivered' | 'reserved';
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
  useRead(
    version,
    () => check(false),
    ({ withdrawals }) => setWaiting(withdrawals),
  );
  const claim = async (): Promise<void> => {
    const checked = await check(true);
    setWaiting(checked.withdrawals);
    setClaimed(checked.claimed);
    setOutcome(checked.claimed ? '' : text('game.none-claimed'));
  };
  const complete = async (ending: string, delivered?: Goods): Promise<void> => {
    const { withdrawalId, claimToken } = claimed ?? {};
    const trade = { withdrawalId, claimToken, tradeId: newId(), outcome: ending, delivered };
    const { status } = await post<Ended>('game/withdraw/complete', trade);
    setClaimed(null);
    setOutcome(text(`game.ended-${status}`, { id: withdrawalId ?? '' }));
    onDone();
  };
  return (
    <Panel id="deliver" title={text('game.deliver')} outcome={outcome}>
      {waiting.length === 0 && <p class="quiet">{t('game.none-waits')}</p>}
      <ul class="waiting" aria-label={text('game.what-waits')}>
        {waiting.map((withdrawal) => (
          <li key={withdrawal.withdrawalId}>
            <span class={`state is-${withdrawal.status}`}>{t(`game.${withdrawal.status}`)}</span>{' '}
            {describeGoods(withdrawal)}
            {!withdrawal.deliverable && <small> {t('game.not-whole')}</small>}
          </li>
        ))}
      </ul>
      {claimed ? (
        <Trade claimed={claimed} onEnd={(ending, delivered) => attempt(() => complete(ending, delivered))} />
      ) : (
        <Button
          label={text('game.claim')}
          whyNot={waiting.length === 0 ? text('game.claim-first') : null}
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
        {t('game.claimed-until', {
          goods: describeGoods(claimed),
          when: <Time at={Date.parse(claimed.leaseUntil)} />,
        })}
      </p>
      <div class="row">
        <Button label={text('game.delivered')} tone="success" onClick={() => onEnd('delivered')} />
        <Button label={text('game.declined')} tone="danger" onClick={() => onEnd('declined')} />
      </div>
      <details>
        <summary>{t('game.only-part')}</summary>
        <GoodsForm
          goods={claimed}
          buttonLabel={text('game.partly-delivered')}
          isBounded={true}
          onSend={(delivered) => onEnd('partial', delivered)}
        />
      </details>
    </div>
  );
}
