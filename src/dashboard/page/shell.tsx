import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { BankStatus, Me } from '../protocol.ts';
import { useAddress } from './address.ts';
import { post, postSignIn } from './api.ts';
import { DashboardContext, useDashboard, useMay } from './context.ts';
import { ActionButton } from './dialog.tsx';
import { type Live, useLive } from './live.ts';
import { createNameOf } from './member-names.ts';
import { Ago, CopyId, Link } from './parts.tsx';
import { GROUPS, SCREENS } from './screens.tsx';
import { SearchBox } from './search-box.tsx';

/** What every page has: the way to the others, how the bank is, the halt button, and the search. */
export function Shell({ me, onSignedOut }: { readonly me: Me; readonly onSignedOut: () => void }) {
  const { screen } = useAddress();
  const live = useLive(onSignedOut);
  const { line, say } = useSaying();
  const { status } = live;
  const nameOf = useMemo(createNameOf, []);
  const value = useMemo(
    () => ({ me, status, onSignedOut, say, nameOf }),
    [me, status, onSignedOut, say, nameOf],
  );
  const shown = SCREENS.find(({ name }) => name === screen);
  useEffect(() => {
    document.title = `${shown?.title ?? 'Not found'} · Petbank`;
  }, [shown]);
  return (
    <DashboardContext.Provider value={value}>
      <a class="skip" href="#content">
        Skip to the content
      </a>
      {status?.halted && <HaltBanner status={status} />}
      <div class="frame">
        <Navigation current={screen} status={status} />
        <div class="main">
          <TopBar live={live} />
          <main id="content" tabIndex={-1}>
            {shown ? <shown.Screen key={screen} /> : <h1>There is no such page</h1>}
          </main>
        </div>
      </div>
      <output class={`saying ${line === '' ? '' : 'is-shown'}`}>{line}</output>
    </DashboardContext.Provider>
  );
}

const SAYING_MS = 4_000;

/** A line that goes by itself. */
function useSaying() {
  const [line, setLine] = useState('');
  useEffect(() => {
    if (line === '') return;
    const timer = setTimeout(() => setLine(''), SAYING_MS);
    return () => clearTimeout(timer);
  }, [line]);
  const say = useCallback((text: string) => setLine(text), []);
  return { line, say };
}

const CURRENT = { class: 'is-current', 'aria-current': 'page' } as const;

function Navigation({
  current,
  status,
}: {
  readonly current: string;
  readonly status: BankStatus | undefined;
}) {
  const counts: Readonly<Record<string, number | undefined>> = {
    cases: status?.openCases,
    staff: status?.waiting,
  };
  const side = useRef<HTMLElement>(null);
  // On a phone it is wider than the screen.
  useEffect(() => {
    side.current?.querySelector('.is-current')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [current]);
  return (
    <nav ref={side} class="side" aria-label="Dashboard">
      <a class="side-brand" href="/">
        <img src="/assets/logo.svg" alt="" width="32" height="32" />
        Petbank
      </a>
      {GROUPS.filter((group) => SCREENS.some((screen) => screen.group === group)).map((group) => (
        <div class="side-group" key={group}>
          <h2>{group}</h2>
          <ul>
            {SCREENS.filter((screen) => screen.group === group).map(({ name, title }) => (
              <li key={name}>
                <Link to={name} {...(name === current ? CURRENT : {})}>
                  {title}
                  {counts[name] ? <span class="count">{counts[name]}</span> : null}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

function TopBar({ live: { status, staleSince } }: { readonly live: Live }) {
  const { me, onSignedOut } = useDashboard();
  const signOut = (): void => {
    void postSignIn('sign-out', {}).finally(onSignedOut);
  };
  return (
    <header class="bar">
      <SearchBox />
      <p class="line" role="status">
        {staleSince !== null ? (
          <span class="stale">
            Stale since <Ago at={staleSince} />
          </span>
        ) : (
          status && <span class="live">Live</span>
        )}
        {status && (
          <span class="quiet">
            t-{status.seq} <CopyId id={status.head} short={8} />
          </span>
        )}
      </p>
      <div class="row">
        <HaltButton status={status} />
        <span class="who" title={me.name ?? 'It looks, halts the bank and names staff'}>
          {me.username ?? me.name ?? 'Admin token'}{' '}
          <span class="quiet">{me.level === 'admin' ? '' : me.level}</span>
        </span>
        <button type="button" class="button" onClick={signOut}>
          Sign out
        </button>
      </div>
    </header>
  );
}

function HaltButton({ status }: { readonly status: BankStatus | undefined }) {
  const { me } = useDashboard();
  const may = useMay();
  if (!status) return null;
  const { halted } = status;
  const isAllowed = me.level === 'admin' || may(halted ? 'owner' : 'cashier');
  return (
    <ActionButton
      opens={halted ? 'Open the bank' : 'Halt'}
      label={halted ? 'Open the bank again' : 'Halt the bank'}
      title={halted ? 'Open the bank again?' : 'Halt the bank?'}
      tone={halted ? 'good' : 'bad'}
      whyNot={isAllowed ? null : `It takes ${halted ? 'an owner' : 'a cashier'}`}
      onAct={(reason) => post('halt', { halted: !halted, reason })}
    >
      <p>
        While it is halted, nobody can verify, request a withdrawal or claim one. What happens in the game is
        still recorded.
      </p>
    </ActionButton>
  );
}

const HaltBanner = ({ status: { reason } }: { readonly status: BankStatus }) => (
  <p class="halted" role="alert">
    <strong>The bank is halted.</strong> {reason}
  </p>
);
