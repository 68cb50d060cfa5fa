import { useEffect, useState } from 'preact/hooks';
import { errorText } from '../../web/page/request.ts';
import { findSignInWays, postSignIn } from './api.ts';

interface SignInProps {
  readonly error: string;
  readonly onSignedIn: () => void;
}

/** The door: a personal token, or the bank's admin token. */
export function SignIn({ error: before, onSignedIn }: SignInProps) {
  const [token, setToken] = useState('');
  const [error, setError] = useState(before);
  const signIn = (event: SubmitEvent): void => {
    event.preventDefault();
    postSignIn('sign-in', { token }).then(onSignedIn, (cause: unknown) => setError(errorText(cause)));
  };
  const [hasDiscord, setHasDiscord] = useState(false);
  useEffect(() => {
    // Without an answer there is the token.
    void findSignInWays().then(
      ({ discord }) => setHasDiscord(discord),
      () => undefined,
    );
  }, []);
  const goToDiscord = (): void => {
    const went = postSignIn<{ readonly url: string }>('discord/begin', {}).then(({ url }) =>
      location.assign(url),
    );
    went.catch((cause: unknown) => setError(errorText(cause)));
  };
  return (
    <main class="door">
      <form class="door-card" onSubmit={signIn}>
        <img src="/assets/logo.svg" alt="" width="64" height="64" />
        <h1>The dashboard</h1>
        <p class="quiet">For the staff of this bank.</p>
        <label class="labelled">
          Your token
          <input
            type="password"
            required
            autocomplete="current-password"
            placeholder="pbst_…"
            value={token}
            onInput={({ currentTarget }) => setToken(currentTarget.value)}
          />
        </label>
        <button type="submit" class="button primary">
          Sign in
        </button>
        {hasDiscord && (
          <button type="button" class="button" onClick={goToDiscord}>
            Sign in with Discord
          </button>
        )}
        <p role="alert" class="wrong">
          {error}
        </p>
        <p class="quiet small">
          A personal token comes from <code>petbank staff add</code>. The admin token looks, halts the bank
          and names staff; it moves nothing.
        </p>
      </form>
    </main>
  );
}
