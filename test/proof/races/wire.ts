/** An answer on a wire. */
export interface WireAnswer {
  readonly status: number;
  /** The status line and the headers, as they came. */
  readonly head: string;
  readonly text: string;
}

/** One connection that is kept open, with one request at a time. */
export interface Wire {
  /** Sends a request as it is, and returns the answer. Rejects when the server hangs up. */
  send(request: string): Promise<WireAnswer>;
  close(): void;
}

/**
 * A client of the least work. `fetch` opens no more than some hundred connections, and takes more of a core
 * for an answer than the bank does: a crowd made of it would be slower than what it crowds. Knows answers
 * with a length.
 */
export async function openWire(url: string): Promise<Wire> {
  const { hostname, port } = new URL(url);
  const line = createLine();
  const socket = await Bun.connect({
    hostname,
    port: Number(port),
    socket: {
      data: (_socket, bytes) => line.receive(bytes),
      close: () => line.cut('the server closed the connection'),
      error: (_socket, error) => line.cut(error.message),
    },
  });
  socket.setNoDelay(true);
  return {
    send(request) {
      const answer = line.wait();
      if (!line.isCut() && socket.write(request) !== Buffer.byteLength(request)) {
        line.cut('the request was not taken whole');
      }
      return answer;
    },
    close: () => socket.end(),
  };
}

/** What has come over a connection, and who waits for it. */
function createLine() {
  let received = '';
  let waiting: PromiseWithResolvers<WireAnswer> | undefined;
  let cutBecause: string | undefined;
  return {
    isCut: (): boolean => cutBecause !== undefined,
    wait(): Promise<WireAnswer> {
      if (cutBecause !== undefined) return Promise.reject(new Error(cutBecause));
      waiting = Promise.withResolvers<WireAnswer>();
      return waiting.promise;
    },
    receive(bytes: Uint8Array): void {
      received += Buffer.from(bytes).toString('latin1');
      const answer = readAnswer(received);
      if (!answer) return;
      received = '';
      waiting?.resolve(answer);
    },
    cut(because: string): void {
      cutBecause ??= because;
      waiting?.reject(new Error(cutBecause));
    },
  };
}

/** An answer that is here whole, or undefined. */
function readAnswer(received: string): WireAnswer | undefined {
  const headEnd = received.indexOf('\r\n\r\n');
  if (headEnd === -1) return undefined;
  const head = received.slice(0, headEnd + 2);
  const length = headerOf({ head }, 'content-length');
  if (length === undefined) throw new Error(`an answer without a length: ${head}`);
  if (received.length < headEnd + 4 + Number(length)) return undefined;
  return { status: Number(head.slice(9, 12)), head, text: received.slice(headEnd + 4) };
}

/** The value of a header, or undefined. `name` in small letters. */
export function headerOf({ head }: Pick<WireAnswer, 'head'>, name: string): string | undefined {
  const line = head.split('\r\n').find((line) => line.toLowerCase().startsWith(`${name}:`));
  return line?.slice(name.length + 1).trim();
}

/** The most requests of one race. */
const WIRES = 100;
/** A bank hangs up on a connection that was idle for 30 seconds: one that comes near is opened anew. */
const OLD_MS = 10_000;

/** Open connections, spread over the servers in turn. */
export async function openCrowd(urls: readonly string[]) {
  const open = async (index: number): Promise<{ wire: Wire; usedAt: number }> => ({
    wire: await openWire(urls[index % urls.length] ?? ''),
    usedAt: performance.now(),
  });
  const places = await Promise.all(Array.from({ length: WIRES }, (_, index) => open(index)));

  async function takeTurn(index: number): Promise<Wire> {
    const old = places[index];
    if (!old) throw new Error(`a race is of ${WIRES} requests at most`);
    const isOld = performance.now() - old.usedAt > OLD_MS;
    if (isOld) old.wire.close();
    const place = isOld ? await open(index) : { ...old, usedAt: performance.now() };
    places[index] = place;
    return place.wire;
  }

  return {
    /** So many connections from one on, in their order. */
    take: ({ from, count }: { from: number; count: number }): Promise<Wire[]> =>
      Promise.all(Array.from({ length: count }, (_, index) => takeTurn(from + index))),
    close(): void {
      for (const { wire } of places) wire.close();
    },
  };
}
