import { render } from 'preact';
import { App } from './app.tsx';
import { SignIn } from './sign-in.tsx';

const root = document.getElementById('playground');
if (root) {
  const { view, game, signOut } = root.dataset;
  root.replaceChildren();
  const app = <App hasGame={game === 'true'} canSignOut={signOut === 'true'} />;
  render(view === 'sign-in' ? <SignIn /> : app, root);
}
