/** Waiting for something to become true, without a clock to poll by. */
export interface Changes {
  /** Something happened: everyone who waits looks again. */
  announce(): void;
  /**
   * The first value that `look` gives that isn't undefined; rejects, naming `what`, when none came in time.
   */
  until<T>(look: () => T | undefined, what: () => string): Promise<T>;
  /** Ends every wait; they reject. */
  close(): void;
}

export function createChanges(patienceMs: number): Changes {
  const looks = new Set<() => void>();
  const ends = new Set<(why: string) => void>();

  function until<T>(look: () => T | undefined, what: () => string): Promise<T> {
    const found = look();
    if (found !== undefined) return Promise.resolve(found);
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const timer = setTimeout(() => end(`nothing came in ${patienceMs} ms`), patienceMs);
    function stop() {
      clearTimeout(timer);
      looks.delete(lookAgain);
      ends.delete(end);
    }
    function lookAgain() {
      const value = look();
      if (value === undefined) return;
      stop();
      resolve(value);
    }
    function end(why: string) {
      stop();
      reject(new Error(`${what()}: ${why}`));
    }
    looks.add(lookAgain);
    ends.add(end);
    // A test may leave an answer alone; one that waits for it still sees it fail.
    promise.catch(() => undefined);
    return promise;
  }

  return {
    until,
    announce: () => [...looks].forEach((lookAgain) => void lookAgain()),
    close: () => [...ends].forEach((end) => void end('the double was closed')),
  };
}
