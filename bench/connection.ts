/** One connection that is kept open, with one request at a time. */
export interface Connection {
  /** Sends a request as it is on the wire; gives the answer's status. Rejects when the server hangs up. */
  send(request: string): Promise<number>;
  close(): void;
}

interface Waiting {
  readonly resolve: (status: number) => void;
  readonly reject: (error: Error) => void;
}

/**
 * A client of the least work: `fetch` takes more of a core for an answer than the servers do, and would be what is measured.
 * It knows answers with a content length, which is what both servers send.
 */
export async function openConnection(url: string): Promise<Connection> {
  const { hostname, port } = new URL(url);
  let waiting: Waiting | undefined;
  let received = '';
  const fail = (message: string): void => waiting?.reject(new Error(message));
  const socket = await Bun.connect({
    hostname,
    port: Number(port),
    socket: {
      data(_socket, bytes) {
        received += bytes.toString('latin1');
        const status = readAnswer(received);
        if (status === undefined) return;
        received = '';
        waiting?.resolve(status);
      },
      close: () => fail('the server closed the connection'),
      error: (_socket, error) => fail(error.message),
    },
  });
  socket.setNoDelay(true);
  return {
    send: (request) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        if (socket.write(request) !== Buffer.byteLength(request)) reject(new Error('the request was cut'));
      }),
    close: () => socket.end(),
  };
}

/** The status of an answer that is here whole, or undefined. */
function readAnswer(received: string): number | undefined {
  const headEnd = received.indexOf('\r\n\r\n');
  if (headEnd === -1) return undefined;
  const length = /\r\ncontent-length: (\d+)/i.exec(received.slice(0, headEnd + 2))?.[1];
  if (length === undefined) throw new Error('an answer without a content length');
  if (received.length < headEnd + 4 + Number(length)) return undefined;
  return Number(received.slice(9, 12));
}
