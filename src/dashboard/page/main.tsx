import { render } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Me, WhoseToken } from '../protocol.ts';
import { errorText, get, postSignIn, RequestError } from './api.ts';
import { Shell } from './shell.tsx';
import { SignIn } from './sign-in.tsx';
import { SwitchPerson } from './switch-person.tsx';

type View =
  | { readonly kind: 'loading' }
  | { readonly kind: 'sign-in'; readonly error: string }
  | { readonly kind: 'switch'; readonly me: Me; readonly other: Me; readonly token: string }
  | { readonly kind: 'signed-in'; readonly me: Me };

/** Asks who is signed in, and shows them the dashboard, or everyone else how to sign in. */
function App() {
  const [view, setView] = useState<View>({ kind: 'loading' });
  const onSignedOut = useCallback(() => setView({ kind: 'sign-in', error: '' }), []);
  const open = useCallback(async () => {
    try {
      setView(await enter(takeTokenFromAddress()));
    } catch (error) {
      const isOut = error instanceof RequestError && error.status === 401;
      setView({ kind: 'sign-in', error: isOut ? '' : errorText(error) });
    }
  }, []);
  useEffect(() => void open(), [open]);
  switch (view.kind) {
    case 'loading':
      return <p class="loading">Opening the dashboard …</p>;
    case 'sign-in':
      return <SignIn error={view.error} onSignedIn={open} />;
    case 'switch':
      return <SwitchPerson {...view} onDone={open} />;
    case 'signed-in':
      return <Shell me={view.me} onSignedOut={onSignedOut} />;
    default:
      return view satisfies never;
  }
}

/** Whoever is signed in stays so: they are asked before the token of an address makes them somebody else. */
async function enter(token: string | null): Promise<View> {
  if (token !== null) {
    const { me, other } = await postSignIn<WhoseToken>('whose-token', { token });
    if (me && (me.name !== other.name || me.level !== other.level))
      return { kind: 'switch', me, other, token };
    if (!me) await postSignIn('sign-in', { token });
  }
  return { kind: 'signed-in', me: await get<Me>('me') };
}

/** The token behind the address's #, which no server sees; from now on it is not there any more. */
function takeTokenFromAddress(): string | null {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (token !== null) history.replaceState(null, '', `${location.pathname}${location.search}`);
  return token;
}

const root = document.getElementById('dashboard');
if (root) {
  root.replaceChildren();
  render(<App />, root);
}
