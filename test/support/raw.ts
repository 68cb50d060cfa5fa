/** An answer as it came over the wire. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** The longest wait for an answer: a bank that never answers fails the test. */
const WAIT_MS = 3_000;

/**
 * Sends bytes as they are, which no HTTP client would, and reads one answer until the bank closes the connection.
 * The request should ask for that with `Connection: close`.
 */
export async function sendRaw(url: string, request: string | Uint8Array): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  const chunks: Uint8Array[] = [];
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(() => reject(new Error(`no answer: ${read(chunks)}`)), WAIT_MS);
  const socket = await Bun.connect({
    hostname,
    port: Number(port),
    socket: {
      data: (_socket, chunk) => {
        chunks.push(new Uint8Array(chunk));
      },
      close: () => resolve(),
      error: (_socket, error) => reject(error),
    },
  });
  try {
    socket.write(request);
    socket.flush();
    await promise;
  } finally {
    clearTimeout(timer);
    socket.end();
  }
  return parse(read(chunks));
}

const read = (chunks: readonly Uint8Array[]): string => Buffer.concat(chunks).toString('latin1');

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

/** The bytes of a request with these header lines, on a connection of its own. */
export function rawRequest(line: string, headers: Readonly<Record<string, string>>, body = ''): string {
  const all = { host: 'localhost', connection: 'close', ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return `${line} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`;
}
