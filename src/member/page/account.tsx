import { Plot } from '../../web/page/plot.tsx';
import { LANGUAGE } from '../../web/page/words.ts';
import type { HeldGoods, MemberView } from '../protocol.ts';
import { describeGoods, formatNumber, Time, t, text } from './words.tsx';

/** Whose page it is, what all of it is worth, and how that came to be. */
export function Account({ view, onClose }: { readonly view: MemberView; readonly onClose: () => void }) {
  const { username, displayName, robloxUserId, gems, pets, totalValue, unvalued, worth, endsAt } = view;
  const count = pets.reduce((sum, { quantity, reserved }) => sum + quantity + reserved, 0);
  return (
    <section class="notice">
      <h1 class="page-title">{displayName ?? username ?? `Roblox ${robloxUserId}`}</h1>
      <p class="lead">
        {username !== null && t('me.username', { name: username })} {t('me.only-shows')}
      </p>
      <p class="start">
        <a class="second" href="/me/api/export" download>
          {t('me.download')}
        </a>
        <button type="button" class="quiet-button" onClick={onClose}>
          {t('me.close')}
        </button>
      </p>
      <p class="detail">{t('me.closes', { at: <Time at={endsAt} /> })}</p>
      <dl class="sums">
        <Sum name="balance.worth" value={text('amount.gems', { count: BigInt(totalValue) })} />
        <Sum name="balance.pets" value={formatNumber(count)} />
        <Sum name="balance.gems" value={formatNumber(gems.free)} />
        <Sum name="balance.gems-in-withdrawals" value={formatNumber(gems.reserved)} />
      </dl>
      {unvalued !== '0' && <p class="detail">{t('me.unvalued', { count: BigInt(unvalued) })}</p>}
      <Restrictions {...view} />
      {worth.length > 1 && <Worth worth={worth} />}
    </section>
  );
}

interface SumProps {
  readonly name: 'balance.worth' | 'balance.pets' | 'balance.gems' | 'balance.gems-in-withdrawals';
  readonly value: string;
}

const Sum = ({ name, value }: SumProps) => (
  <div>
    <dt>{t(name)}</dt>
    <dd>{value}</dd>
  </div>
);

/** What can't leave now, why, and until when. */
function Restrictions({ isFrozen, cooldownUntil, quarantined, holds }: MemberView) {
  const goods = describeGoods(quarantined);
  return (
    <>
      {isFrozen && <p class="warning">{t('restriction.frozen')}</p>}
      {cooldownUntil !== null && (
        <p class="warning">{t('me.cooldown', { at: <Time at={cooldownUntil} /> })}</p>
      )}
      {goods !== '' && <p class="warning">{t('restriction.quarantine', { goods })}</p>}
      {holds.map((held) => (
        <p class="warning" key={`${held.until} ${held.isGift}`}>
          {describeHold(held)}
        </p>
      ))}
    </>
  );
}

function describeHold({ until, isGift, ...held }: HeldGoods) {
  const goods = describeGoods(held);
  if (until === null) return t('me.hold-staff', { goods });
  return t(isGift ? 'me.hold-gift' : 'me.hold', { goods, at: <Time at={until} /> });
}

const Worth = ({ worth }: Pick<MemberView, 'worth'>) => (
  <div class="card worth">
    <h2>{t('me.worth')}</h2>
    <Plot
      label={text('me.worth-plot')}
      newest={text('me.worth-newest')}
      language={LANGUAGE}
      times={worth.map(({ at }) => at)}
      series={[
        {
          label: text('me.worth-series'),
          color: '--accent',
          values: worth.map(({ value }) => Number(value)),
        },
      ]}
      unit={text('balance.gems').toLocaleLowerCase(LANGUAGE)}
    />
    <p class="detail">{t('me.worth-after', { count: worth.length })}</p>
  </div>
);
