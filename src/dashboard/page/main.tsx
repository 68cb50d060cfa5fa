import { render } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Me } from '../protocol.ts';
import { errorText, get, postSignIn, RequestError } from './api.ts';
import { Shell } from './shell.tsx';
import { SignIn } from './sign-in.tsx';

type View =
  | { readonly kind: 'loading' }
  | { readonly kind: 'sign-in'; readonly error: string }
  | { readonly kind: 'signed-in'; readonly me: Me };

/** Asks who is signed in, and shows them the dashboard, or everyone else how to sign in. */
function App() {
  const [view, setView] = useState<View>({ kind: 'loading' });
  const onSignedOut = useCallback(() => setView({ kind: 'sign-in', error: '' }), []);
  const open = useCallback(async () => {
    try {
      await takeTokenFromAddress();
      setView({ kind: 'signed-in', me: await get<Me>('me') });
    } catch (error) {
      const isOut = error instanceof RequestError && error.status === 401;
      setView({ kind: 'sign-in', error: isOut ? '' : errorText(error) });
    }
  }, []);
  useEffect(() => void open(), [open]);
  if (view.kind === 'loading') return <p class="loading">Opening the dashboard …</p>;
  if (view.kind === 'sign-in') return <SignIn error={view.error} onSignedIn={open} />;
  return <Shell me={view.me} onSignedOut={onSignedOut} />;
}

/** Signs in with the token behind the address's #, which no server sees, and takes it out of the address. */
async function takeTokenFromAddress(): Promise<void> {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (token === null) return;
  history.replaceState(null, '', `${location.pathname}${location.search}`);
  await postSignIn('sign-in', { token });
}

const root = document.getElementById('dashboard');
if (root) {
  root.replaceChildren();
  render(<App />, root);
}
