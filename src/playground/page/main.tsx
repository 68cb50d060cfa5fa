import { render } from 'preact';
import { useState } from 'preact/hooks';
import { loadPetNames } from '../../web/page/pet-names.ts';
import { post } from './api.ts';
import { App } from './app.tsx';
import { Button } from './button.tsx';
import { onSubmit } from './page-context.ts';
import { t, text } from './words.ts';

const root = document.getElementById('playground');
if (root) {
  const { view, game, signOut } = root.dataset;
  root.replaceChildren();
  const app = <App hasGame={game === 'true'} canSignOut={signOut === 'true'} />;
  await loadPetNames();
  render(view === 'sign-in' ? <SignIn /> : app, root);
}

/** The sign-in form: in production the playground asks for the admin token. */
function SignIn() {
  const [token, setToken] = useState('');
  const [error, setError] = useState('');
  const signIn = (): Promise<void> =>
    post('sign-in', { token }).then(
      () => location.reload(),
      (cause: unknown) => setError(cause instanceof Error ? cause.message : String(cause)),
    );
  return (
    <main id="main" class="entrance">
      <img src="/assets/logo.svg" alt="" width="72" height="72" />
      <h1>{t('playground.title')}</h1>
      <p>{t('playground.for-operator')}</p>
      <form onSubmit={onSubmit(signIn)}>
        <label class="labelled">
          {t('playground.token')}
          <input
            type="password"
            required
            autocomplete="current-password"
            value={token}
            onInput={({ currentTarget }) => setToken(currentTarget.value)}
          />
        </label>
        <Button label={text('playground.sign-in')} />
        <p role="alert" class="wrong">
          {error}
        </p>
      </form>
    </main>
  );
}
