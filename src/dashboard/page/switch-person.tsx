import { useState } from 'preact/hooks';
import { errorText } from '../../web/page/request.ts';
import type { Me } from '../protocol.ts';
import { postSignIn } from './api.ts';

interface SwitchPersonProps {
  /** Who is signed in, and whose token came with the address. */
  readonly me: Me;
  readonly other: Me;
  readonly token: string;
  readonly onDone: () => void;
}

/** Asks whoever is signed in before a link makes them somebody else. */
export function SwitchPerson({ me, other, token, onDone }: SwitchPersonProps) {
  const [error, setError] = useState('');
  const change = (): void => {
    postSignIn('sign-in', { token }).then(onDone, (cause: unknown) => setError(errorText(cause)));
  };
  return (
    <main class="door">
      <div class="door-card">
        <img src="/assets/logo.svg" alt="" width="64" height="64" />
        <h1>Sign in as {describe(other)} instead?</h1>
        <p>
          You are signed in as {describe(me)}. The link that you opened signs in {describe(other)}.
        </p>
        <button type="button" class="button primary" onClick={onDone}>
          Stay {describe(me)}
        </button>
        <button type="button" class="button" onClick={change}>
          Sign in as {describe(other)}
        </button>
        <p role="alert" class="wrong">
          {error}
        </p>
        <p class="quiet small">If you did not expect this link, stay who you are.</p>
      </div>
    </main>
  );
}

const describe = ({ name, username, level }: Me): string =>
  level === 'admin' ? 'the admin token' : (username ?? name ?? level);
