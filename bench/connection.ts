/** One connection that is kept open, with one request at a time. */
export interface Connection {
  /** Sends a request as it is on the wire; `onAnswer` hears of its answer. */
  send(request: Uint8Array): void;
  close(): void;
}

interface Ears {
  readonly onAnswer: (status: number) => void;
  /** The server hung up, or sent what is no answer. */
  readonly onError: (error: Error) => void;
}

/**
 * A client of the least work: `fetch` takes more of a core for an answer than the servers do, and would be
 * what is measured. It knows answers with a content length, which is what all servers here send.
 */
export async function openConnection(url: string, { onAnswer, onError }: Ears): Promise<Connection> {
  const { hostname, port } = new URL(url);
  let received: Buffer | undefined;
  let isOpen = true;
  const fail = (message: string): void => {
    if (isOpen) onError(new Error(message));
  };
  const socket = await Bun.connect({
    hostname,
    port: Number(port),
    socket: {
      data(_socket, bytes) {
        received = received ? Buffer.concat([received, bytes]) : bytes;
        const status = readAnswer(received);
        if (status === undefined) {
          // The bytes are the socket's, and the next ones may come in their place.
          received = Buffer.from(received);
          return;
        }
        received = undefined;
        onAnswer(status);
      },
      close: () => fail('the server closed the connection'),
      error: (_socket, error) => fail(error.message),
    },
  });
  socket.setNoDelay(true);
  return {
    send(request) {
      if (socket.write(request) !== request.length) fail('the request was cut');
    },
    close() {
      isOpen = false;
      socket.end();
    },
  };
}

/** The status of an answer that is here whole, or undefined. */
function readAnswer(received: Buffer): number | undefined {
  const headEnd = received.indexOf('\r\n\r\n');
  if (headEnd === -1) return undefined;
  const head = received.toString('latin1', 0, headEnd + 2);
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  if (length === undefined) throw new Error('an answer without a content length');
  if (received.length < headEnd + 4 + Number(length)) return undefined;
  return Number(head.slice(9, 12));
}
