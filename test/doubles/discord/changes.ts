/** Waiting for something to become true, without a clock to poll by. */
export interface Changes {
  /** Something happened: everyone who waits reads again. */
  announce(): void;
  /**
   * Returns the first value of `read` that isn't undefined; rejects, naming `what`, when none comes in time.
   */
  until<T>(read: () => T | undefined, what: () => string): Promise<T>;
  /** Ends every wait; they reject. */
  close(): void;
}

export function createChanges(timeoutMs: number): Changes {
  const waiting = new Set<() => void>();
  const ends = new Set<(why: string) => void>();

  function until<T>(read: () => T | undefined, what: () => string): Promise<T> {
    const found = read();
    if (found !== undefined) return Promise.resolve(found);
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const timer = setTimeout(() => end(`nothing came in ${timeoutMs} ms`), timeoutMs);
    function stop() {
      clearTimeout(timer);
      waiting.delete(retry);
      ends.delete(end);
    }
    function retry() {
      const value = read();
      if (value === undefined) return;
      stop();
      resolve(value);
    }
    function end(why: string) {
      stop();
      reject(new Error(`${what()}: ${why}`));
    }
    waiting.add(retry);
    ends.add(end);
    // A test may leave an answer alone; one that waits for it still sees it fail.
    promise.catch(() => undefined);
    return promise;
  }

  return {
    until,
    announce: () => [...waiting].forEach((retry) => void retry()),
    close: () => [...ends].forEach((end) => void end('the double was closed')),
  };
}
