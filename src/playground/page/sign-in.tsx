import { useState } from 'preact/hooks';
import { post } from './api.ts';

/** The door: in production only who knows the admin token comes in. */
export function SignIn() {
  const [token, setToken] = useState('');
  const [fault, setFault] = useState('');
  const signIn = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    try {
      await post('sign-in', { token });
      location.reload();
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <main class="door">
      <img src="/assets/logo.svg" alt="" width="72" height="72" />
      <h1>The playground</h1>
      <p>Here the operator tries the bank without Discord.</p>
      <form onSubmit={signIn}>
        <label class="labelled">
          Admin token
          <input
            type="password"
            required
            autocomplete="current-password"
            value={token}
            onInput={({ currentTarget }) => setToken(currentTarget.value)}
          />
        </label>
        <button type="submit" class="button primary">
          Sign in
        </button>
        <p role="alert" class="wrong">
          {fault}
        </p>
      </form>
      <p>
        <a href="/">Back to the bank</a>
      </p>
    </main>
  );
}
