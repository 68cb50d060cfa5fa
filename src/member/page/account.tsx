import { Plot } from '../../web/page/plot.tsx';
import type { MemberView } from '../protocol.ts';
import { describeGoods, formatNumber, Time } from './parts.tsx';

/** Whose page it is, what all of it is worth, and how that came to be. */
export function Account({ view, onClose }: { readonly view: MemberView; readonly onClose: () => void }) {
  const { username, displayName, robloxUserId, gems, pets, totalValue, unvalued, worth, endsAt } = view;
  const count = pets.reduce((sum, { quantity, reserved }) => sum + quantity + reserved, 0);
  return (
    <section class="notice">
      <h1 class="page-title">{displayName ?? username ?? `Roblox ${robloxUserId}`}</h1>
      <p class="lead">
        {username !== null && `@${username} on Roblox. `}This page only shows: nothing can be moved from it.
      </p>
      <p class="start">
        <a class="second" href="/me/api/export" download>
          Download all your data
        </a>
        <button type="button" class="quiet-button" onClick={onClose}>
          Close this page
        </button>
      </p>
      <p class="detail">
        It closes by itself at <Time at={endsAt} />.
      </p>
      <dl class="sums">
        <Sum name="Everything is worth" value={`${formatNumber(totalValue)} gems`} />
        <Sum name="Pets" value={formatNumber(count)} />
        <Sum name="Gems" value={formatNumber(gems.free)} />
        <Sum name="Gems in withdrawals" value={formatNumber(gems.reserved)} />
      </dl>
      {unvalued !== '0' && <p class="detail">{formatNumber(unvalued)} pets have no known worth.</p>}
      <Restrictions {...view} />
      {worth.length > 1 && <Worth worth={worth} />}
    </section>
  );
}

const Sum = ({ name, value }: { readonly name: string; readonly value: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
);

/** What can't leave now, why, and until when. */
function Restrictions({ isFrozen, cooldownUntil, quarantined, holds }: MemberView) {
  const waiting = describeGoods(quarantined);
  return (
    <>
      {isFrozen && (
        <p class="warning">Your account is frozen: nothing can be withdrawn. Please ask the staff why.</p>
      )}
      {cooldownUntil !== null && (
        <p class="warning">
          This account was linked to another Discord user until recently. Withdrawals are possible from{' '}
          <Time at={cooldownUntil} /> on.
        </p>
      )}
      {waiting !== '' && (
        <p class="warning">In quarantine: {waiting}. Staff review it; it is not lost, and not counted yet.</p>
      )}
      {holds.map((held) => (
        <p class="warning" key={`${held.until} ${held.isGift}`}>
          On hold: {describeGoods(held)}. It is yours, and{' '}
          {held.until === null ? (
            'can leave once staff have looked at the teller that brought it.'
          ) : (
            <>
              can leave from <Time at={held.until} /> on{held.isGift ? '.' : ', usually earlier.'}
            </>
          )}
        </p>
      ))}
    </>
  );
}

const Worth = ({ worth }: Pick<MemberView, 'worth'>) => (
  <div class="card worth">
    <h2>What it is worth</h2>
    <Plot
      label="What all your pets and gems are worth over time"
      times={worth.map(({ at }) => at)}
      series={[{ label: 'Worth', color: '--accent', values: worth.map(({ value }) => Number(value)) }]}
      unit="gems"
    />
    <p class="detail">After each of your last {worth.length} transactions, at today’s values.</p>
  </div>
);
