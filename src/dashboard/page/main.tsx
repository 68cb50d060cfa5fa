import { render } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { loadPetNames } from '../../web/page/pet-names.ts';
import { errorText, RequestError } from '../../web/page/request.ts';
import { DISCORD_OUTCOMES, type DiscordOutcome, type Me, type WhoseToken } from '../protocol.ts';
import { get, postSignIn } from './api.ts';
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
      const outcome = takeOutcomeFromAddress();
      if (outcome) return setView({ kind: 'sign-in', error: DISCORD_WORDS[outcome] });
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
  const [me] = await Promise.all([get<Me>('me'), loadPetNames()]);
  return { kind: 'signed-in', me };
}

/** How a sign-in with Discord ended, where it let nobody in. */
function takeOutcomeFromAddress(): DiscordOutcome | undefined {
  const found = new URLSearchParams(location.hash.slice(1)).get('discord');
  if (found !== null) history.replaceState(null, '', location.pathname);
  return DISCORD_OUTCOMES.find((outcome) => outcome === found);
}

const DISCORD_WORDS: { readonly [Outcome in DiscordOutcome]: string } = {
  elsewhere: 'This browser did not start the sign-in, or it took over ten minutes. Try again.',
  denied: 'You did not let the bank see who you are on Discord.',
  failed: 'Discord did not accept this sign-in. Try again.',
  unavailable: 'Discord does not answer just now. Try again in a minute, or use your token.',
  unlinked: 'Your Discord user is linked to no Roblox account. Send /verify to the bot first.',
  new_link:
    'Your Roblox account was linked to your Discord user only lately. Sign in with your token, or try ' +
    'again a day after it was linked.',
  no_rights: 'You are none of the staff: nobody has named you, and no role of yours on Discord does.',
};

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
