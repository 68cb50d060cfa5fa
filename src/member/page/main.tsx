import { render } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { keepInLanguageLinks } from '../../web/page/language-links.ts';
import { loadPetNames } from '../../web/page/pet-names.ts';
import { errorText, RequestError } from '../../web/page/request.ts';
import type { MemberView } from '../protocol.ts';
import { Account } from './account.tsx';
import { get, post } from './api.ts';
import { History } from './history.tsx';
import { Pets } from './pets.tsx';
import { Proof } from './proof.tsx';
import { Tellers, Withdrawals } from './withdrawals.tsx';
import { t } from './words.tsx';

type State =
  | { readonly kind: 'loading' }
  /** A link was opened: a button uses it up, so that what only looks at the link does not. */
  | { readonly kind: 'link'; readonly token: string }
  | { readonly kind: 'closed'; readonly why: string }
  | { readonly kind: 'open'; readonly view: MemberView };

function App() {
  const [state, setState] = useState<State>({ kind: 'loading' });
  const load = useCallback(async () => {
    try {
      const [view] = await Promise.all([get<MemberView>('view'), loadPetNames()]);
      setState({ kind: 'open', view });
    } catch (error) {
      const isOut = error instanceof RequestError && error.status === 401;
      setState({ kind: 'closed', why: isOut ? '' : errorText(error) });
    }
  }, []);
  useEffect(() => {
    const showLink = (): boolean => {
      const token = takeToken();
      if (token !== null) setState({ kind: 'link', token });
      return token !== null;
    };
    if (!showLink()) void load();
    // A link that is opened where the page is open already loads nothing anew.
    addEventListener('hashchange', showLink);
    return () => removeEventListener('hashchange', showLink);
  }, [load]);
  switch (state.kind) {
    case 'loading':
      return <p class="notice lead">{t('me.opening')}</p>;
    case 'link':
      return (
        <OpenLink token={state.token} onOpen={load} onFailed={(why) => setState({ kind: 'closed', why })} />
      );
    case 'closed':
      return <Closed why={state.why} />;
    case 'open':
      return <Page view={state.view} onClosed={() => setState({ kind: 'closed', why: '' })} />;
    default:
      return state satisfies never;
  }
}

/** What stands behind the #, which no server sees. It is taken out of the address at once. */
function takeToken(): string | null {
  const token = location.hash.slice(1);
  if (token === '' || token === 'main') return null;
  history.replaceState(null, '', location.pathname);
  keepInLanguageLinks(token);
  return token;
}

interface OpenLinkProps {
  readonly token: string;
  readonly onOpen: () => Promise<void>;
  readonly onFailed: (why: string) => void;
}

function OpenLink({ token, onOpen, onFailed }: OpenLinkProps) {
  const [isBusy, setBusy] = useState(false);
  const open = (): void => {
    setBusy(true);
    post('open', { token }).then(
      () => {
        keepInLanguageLinks('');
        return onOpen();
      },
      (error: unknown) => onFailed(errorText(error)),
    );
  };
  return (
    <section class="notice">
      <h1 class="page-title">{t('me.link')}</h1>
      <p class="lead">{t('me.link-opens')}</p>
      <p class="start">
        <button type="button" class="main-button" onClick={open} disabled={isBusy}>
          {t('me.open')}
        </button>
      </p>
      <p class="warning">{t('me.beware')}</p>
    </section>
  );
}

const Closed = ({ why }: { readonly why: string }) => (
  <section class="notice">
    <h1 class="page-title">{t('me.closed')}</h1>
    <p class="lead" role="status">
      {why === '' ? t('me.ask-again') : why}
    </p>
  </section>
);

function Page({ view, onClosed }: { readonly view: MemberView; readonly onClosed: () => void }) {
  return (
    <>
      <Account view={view} onClose={() => void post('close', {}).finally(onClosed)} />
      <Withdrawals withdrawals={view.withdrawals} />
      <Pets pets={view.pets} gems={view.gems} />
      <History />
      <Proof />
      <Tellers tellers={view.tellers} />
    </>
  );
}

const root = document.getElementById('member');
if (root) {
  root.replaceChildren();
  render(<App />, root);
}
