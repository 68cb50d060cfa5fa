/** A connection on which anything may be sent, and which may be broken off anywhere. */
export interface Wire {
  send(bytes: string | Uint8Array): void;
  /** Says that nothing more will come, and still listens (FIN). */
  finish(): void;
  /** Breaks the connection off (RST). */
  cut(): void;
  /** The statuses of all answers that came so far. */
  statuses(): number[];
  /** Resolves once so many answers have begun to come, or the connection is closed. */
  answered(count: number): Promise<void>;
  /** Resolves when the connection is closed, by whomever. */
  readonly closed: Promise<void>;
}

export async function openWire(url: string): Promise<Wire> {
  const { hostname, port } = new URL(url);
  const closed = Promise.withResolvers<void>();
  let received = '';
  let unsent = new Uint8Array();
  const watchers = new Set<() => void>();
  const end = (): void => closed.resolve();
  const statuses = (): number[] =>
    [...received.matchAll(/HTTP\/1\.[01] (\d{3})/g)].map(([, status]) => Number(status));
  const socket = await Bun.connect({
    hostname,
    port: Number(port),
    allowHalfOpen: true,
    socket: {
      data(_socket, chunk) {
        received += Buffer.from(chunk).toString('latin1');
        for (const check of watchers) check();
      },
      drain(half) {
        unsent = unsent.subarray(half.write(unsent));
      },
      end(half) {
        half.end();
        end();
      },
      close: end,
      error: end,
    },
  });
  return {
    send(bytes) {
      const all = Buffer.concat([unsent, typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes]);
      unsent = all.subarray(Math.max(0, socket.write(all)));
    },
    finish: () => {
      socket.shutdown();
    },
    cut: () => {
      socket.terminate();
    },
    statuses,
    async answered(count) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const check = (): void => {
        if (statuses().length >= count) resolve();
      };
      watchers.add(check);
      check();
      await Promise.race([promise, closed.promise]);
      watchers.delete(check);
    },
    closed: closed.promise,
  };
}

/** The longest wait for an answer that must come at once. */
const AT_ONCE_MS = 10_000;

/** Waits for what must come at once; throws when it doesn't. */
export async function atOnce<T>(waiting: Promise<T>, what: string): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`not at once: ${what}`)), AT_ONCE_MS);
  try {
    return await Promise.race([waiting, promise]);
  } finally {
    clearTimeout(timer);
  }
}
