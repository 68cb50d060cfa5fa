/** An answer as it came over the wire. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** A connection of one's own. */
export interface RawConnection {
  /** Text is sent as UTF-8, bytes as they are. */
  write(sent: string | Uint8Array): void;
  /** Closes it, with no word of what was to come. */
  hangUp(): void;
  /** The first answer, once the bank has closed the connection. */
  readonly answer: Promise<RawAnswer>;
}

/** The longest wait for an answer: a bank that never answers fails the test. */
const WAIT_MS = 20_000;

/** Connects, to send bytes that no HTTP client would. The request should ask for `Connection: close`. */
export async function connectRaw(url: string): Promise<RawConnection> {
  const { hostname, port } = new URL(url);
  const chunks: Uint8Array[] = [];
  const { promise, resolve, reject } = Promise.withResolvers<RawAnswer>();
  const timer = setTimeout(() => reject(new Error(`no end: ${textOf(chunks)}`)), WAIT_MS);
  const finish = (): void => {
    clearTimeout(timer);
    resolve(parse(textOf(chunks)));
  };
  let unsent = new Uint8Array();
  const socket = await Bun.connect({
    hostname,
    port: Number(port),
    socket: {
      drain: (half) => {
        unsent = unsent.subarray(half.write(unsent));
      },
      data: (_socket, chunk) => {
        chunks.push(new Uint8Array(chunk));
      },
      close: finish,
      error: finish,
    },
  });
  return {
    write(sent) {
      // The socket takes what it can, and asks for the rest when it has drained.
      const bytes = typeof sent === 'string' ? Buffer.from(sent) : sent;
      const all = Buffer.concat([unsent, bytes]);
      unsent = all.subarray(socket.write(all));
    },
    hangUp: () => socket.terminate(),
    answer: promise,
  };
}

/** Sends one request as it is. */
export async function sendRaw(url: string, request: string | Uint8Array): Promise<RawAnswer> {
  const connection = await connectRaw(url);
  connection.write(request);
  return connection.answer;
}

const textOf = (chunks: readonly Uint8Array[]): string => Buffer.concat(chunks).toString('utf8');

function parse(text: string): RawAnswer {
  const end = text.indexOf('\r\n\r\n');
  const [statusLine = '', ...lines] = text.slice(0, end).split('\r\n');
  const headers = new Headers(
    lines.map((line): [string, string] => [
      line.slice(0, line.indexOf(':')),
      line.slice(line.indexOf(':') + 1).trim(),
    ]),
  );
  return { status: Number(statusLine.split(' ')[1]), headers, text: text.slice(end + 4) };
}

/** The text of a request with these header lines, on a connection of its own. */
export function rawRequest(line: string, headers: Readonly<Record<string, string>>, body = ''): string {
  const all = { host: 'localhost', connection: 'close', ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return `${line} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`;
}
