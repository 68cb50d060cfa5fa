import type { MemberView, OpenWithdrawal, TellerOnPage } from '../protocol.ts';
import { describeGoods, Time } from './parts.tsx';

/** What they asked for and don't have yet, and where each stands. */
export function Withdrawals({ withdrawals }: Pick<MemberView, 'withdrawals'>) {
  return (
    <section aria-labelledby="withdrawals-title">
      <div class="heading">
        <h2 id="withdrawals-title">Open withdrawals</h2>
      </div>
      {withdrawals.length === 0 && (
        <p class="detail">None. Ask the bot for /withdraw to take something back.</p>
      )}
      <ul class="features">
        {withdrawals.map((withdrawal) => (
          <li class="card feature" key={withdrawal.withdrawalId}>
            <h3>{describeGoods(withdrawal)}</h3>
            <p class={`status ${withdrawal.status === 'uncertain' ? 'is-off' : 'is-on'}`}>
              {STATES[withdrawal.status]}
            </p>
            <p class="detail">{explain(withdrawal)}</p>
            <p class="detail">
              Requested at <Time at={withdrawal.requestedAt} />
              {withdrawal.status === 'reserved' && (
                <>
                  , waits until <Time at={withdrawal.expiresAt} />
                </>
              )}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

const STATES = {
  reserved: 'Waiting for you',
  claimed: 'Being handed over',
  uncertain: 'Under review',
} as const;

function explain({ status, deliverableBy }: OpenWithdrawal): string {
  const who = deliverableBy.join(' or ');
  switch (status) {
    case 'reserved':
      return who === ''
        ? 'No teller has all of it just now: it may come in parts.'
        : `Meet ${who} in the game.`;
    case 'claimed':
      return `${who === '' ? 'A teller' : who} has it ready in the game.`;
    case 'uncertain':
      return 'Nobody has said yet whether you have it. It is settled as soon as that is known.';
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
        <h2 id="tellers-title">Our tellers</h2>
        <p>Trade with these accounts and with no others, whatever they call themselves.</p>
      </div>
      <ul class="features">
        {tellers.map((teller) => (
          <Teller key={teller.robloxUserId} teller={teller} />
        ))}
      </ul>
    </section>
  );
}

const TELLER_STATES = {
  online: { text: 'In the game now', isOn: true },
  attended: { text: 'Staff play it: ask before you come', isOn: true },
  silent: { text: 'Not seen lately', isOn: false },
  paused: { text: 'Hands nothing out just now', isOn: false },
} as const;

function Teller({
  teller: { name, robloxUserId, placeUrl, note, status },
}: {
  readonly teller: TellerOnPage;
}) {
  const { text, isOn } = TELLER_STATES[status];
  return (
    <li class="card feature">
      <h3>
        <a href={`https://www.roblox.com/users/${robloxUserId}/profile`} rel="noopener">
          {name}
        </a>
      </h3>
      <p class={`status ${isOn ? 'is-on' : 'is-off'}`}>{text}</p>
      {note !== null && <p class="detail">{note}</p>}
      {placeUrl !== null && (
        <p class="detail">
          <a href={placeUrl} rel="noopener">
            Where it is in the game
          </a>
        </p>
      )}
    </li>
  );
}
