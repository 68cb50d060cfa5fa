import { profileUrl } from '../../profile-url.ts';
import type { MemberView, OpenWithdrawal, TellerOnPage } from '../protocol.ts';
import { describeGoods, formatEither, Time, t } from './words.tsx';

/** What they asked for and don't have yet, and where each stands. */
export function Withdrawals({ withdrawals }: Pick<MemberView, 'withdrawals'>) {
  return (
    <section aria-labelledby="withdrawals-title">
      <div class="heading">
        <h2 id="withdrawals-title">{t('me.withdrawals')}</h2>
      </div>
      {withdrawals.length === 0 && <p class="detail">{t('me.no-withdrawals')}</p>}
      <ul class="features">
        {withdrawals.map((withdrawal) => (
          <li class="card feature" key={withdrawal.withdrawalId}>
            <h3>{describeGoods(withdrawal)}</h3>
            <p class={`status ${withdrawal.status === 'uncertain' ? 'is-off' : 'is-on'}`}>
              {t(`me.${withdrawal.status}`)}
            </p>
            <p class="detail">{explain(withdrawal)}</p>
            <p class="detail">{describeTimes(withdrawal)}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function describeTimes({ status, requestedAt, expiresAt }: OpenWithdrawal) {
  const at = <Time at={requestedAt} />;
  if (status !== 'reserved') return t('me.requested', { at });
  return t('me.requested-until', { at, until: <Time at={expiresAt} /> });
}

function explain({ status, deliverableBy }: OpenWithdrawal) {
  const teller = formatEither(deliverableBy);
  switch (status) {
    case 'reserved':
      return teller === '' ? t('me.in-parts') : t('me.meet', { teller });
    case 'claimed':
      return teller === '' ? t('me.somebody-has-it') : t('me.has-it', { teller });
    case 'uncertain':
      return t('me.not-said');
    default:
      return status satisfies never;
  }
}

/** Whom they may trade with. */
export function Tellers({ tellers }: Pick<MemberView, 'tellers'>) {
  if (tellers.length === 0) return null;
  return (
    <section aria-labelledby="tellers-title">
      <div class="heading">
        <h2 id="tellers-title">{t('me.tellers')}</h2>
        <p>{t('me.tellers-only')}</p>
      </div>
      <ul class="features">
        {tellers.map((teller) => (
          <Teller key={teller.robloxUserId} teller={teller} />
        ))}
      </ul>
    </section>
  );
}

function Teller({
  teller: { name, robloxUserId, placeUrl, note, status },
}: {
  readonly teller: TellerOnPage;
}) {
  const isOn = status === 'online' || status === 'attended';
  return (
    <li class="card feature">
      <h3>
        <a href={profileUrl(robloxUserId)} rel="noopener">
          {name}
        </a>
      </h3>
      <p class={`status ${isOn ? 'is-on' : 'is-off'}`}>{t(`me.teller-${status}`)}</p>
      {note !== null && <p class="detail">{note}</p>}
      {placeUrl !== null && (
        <p class="detail">
          <a href={placeUrl} rel="noopener">
            {t('me.teller-place')}
          </a>
        </p>
      )}
    </li>
  );
}
