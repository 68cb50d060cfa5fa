import { useView } from './view.ts';

/** What stands above the first message. */
export function Welcome() {
  const { me, commands, start } = useView();
  const first = ['help', 'verify', 'inventory', 'balance'].filter((name) =>
    commands.some(
      ({ path, options }) =>
        path[0] === name && (name === 'verify' || options.every((option) => !option.isRequired)),
    ),
  );
  return (
    <section class="welcome" aria-label="Welcome">
      <img src="/assets/logo.svg" alt="" width="64" height="64" />
      <h2>Hello, {me.name}!</h2>
      <p>
        Here you try the bank without Discord. Write a command with <kbd>/</kbd> or <kbd>!</kbd>, press what
        the bank answers, and switch between members as you like. It is the same bank, with pretend people.
      </p>
      <div class="row">
        {first.map((name) => (
          <button key={name} type="button" class="button secondary" onClick={() => start([name])}>
            /{name}
          </button>
        ))}
      </div>
    </section>
  );
}
