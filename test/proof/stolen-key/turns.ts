/**
 * Several at one moment of the bank's clock: what all of them send next is sent at once, and shares a commit.
 * Nothing that is under way ends in an order of its own, so the seed of a day repeats it.
 */
export interface Turns {
  /** Has all of them act, and rejects with the first error once the others are done too. */
  atOnce(acts: readonly (() => Promise<unknown>)[]): Promise<void>;
  /** Sends once everybody who acts waits, together with what the others send. */
  send<Answer>(call: () => Promise<Answer>): Promise<Answer>;
  /** Calls before that and beside nothing else: what looks at the bank, which may change meanwhile. */
  alone<Answer>(call: () => Promise<Answer>): Promise<Answer>;
}

interface Turn {
  readonly isAlone: boolean;
  /** Returns what hands over the answer. */
  readonly call: () => Promise<() => void>;
}

export function createTurns(): Turns {
  /** How many act, apart from those who wait for what they have others do. */
  let acting = 0;
  const waiting: Turn[] = [];

  function proceed(): void {
    if (waiting.length < Math.max(acting, 1)) return;
    const alone = waiting.findIndex(({ isAlone }) => isAlone);
    const turns = alone < 0 ? waiting.splice(0) : waiting.splice(alone, 1);
    void Promise.all(turns.map(({ call }) => call())).then((answered) => {
      for (const handOver of answered) handOver();
    });
  }
  function wait<Answer>(isAlone: boolean, ask: () => Promise<Answer>): Promise<Answer> {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const call: Turn['call'] = () =>
      ask().then(
        (answer) => () => resolve(answer),
        (error: unknown) => () => reject(error),
      );
    waiting.push({ isAlone, call });
    proceed();
    return promise;
  }
  async function atOnce(acts: readonly (() => Promise<unknown>)[]): Promise<void> {
    if (acts.length === 0) return;
    // Whoever has others act takes no turn meanwhile.
    const paused = acting > 0 ? 1 : 0;
    acting += acts.length - paused;
    let left = acts.length;
    const ended = await Promise.allSettled(
      acts.map(async (act) => {
        try {
          await act();
        } finally {
          left -= 1;
          if (left > 0 || paused === 0) acting -= 1;
          proceed();
        }
      }),
    );
    for (const end of ended) if (end.status === 'rejected') throw end.reason;
  }
  return { atOnce, send: (call) => wait(false, call), alone: (call) => wait(true, call) };
}
