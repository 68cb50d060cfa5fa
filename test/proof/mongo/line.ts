import { connect, createServer, type Socket } from 'node:net';
import type { BSON } from 'mongodb';
import { createFramer, type Framed } from './messages.ts';

/**
 * What becomes of a message. `twice` has the server hear it once more after it was answered, and the client
 * nothing of that.
 */
export type Action = 'pass' | 'cut' | 'twice';

export interface Passing {
  readonly from: 'client' | 'server';
  /** The command, or the one that this is the answer to. */
  readonly command: string;
  /** What it says. */
  readonly document: () => BSON.Document;
}

/**
 * A line to MongoDB that knows the commands on it: which of them it loses, and when, is the test's to say.
 */
export interface Line {
  /** The address with this line instead of the server. */
  readonly databaseUrl: string;
  /**
   * Called for each message but those by which the client monitors its servers; it may wait, which holds up
   * the connection.
   */
  judge: (passing: Passing) => Action | Promise<Action>;
  /** From now on nobody gets through: new connections are refused, the others are cut. */
  close(): void;
  open(): Promise<void>;
  end(): void;
}

/** How a client greets a server, which answers where all members are. */
const GREETINGS = new Set(['hello', 'isMaster', 'ismaster']);

export async function startLine(databaseUrl: string): Promise<Line> {
  const [, before = '', host = '', port = '', after = ''] =
    /^(mongodb:\/\/(?:[^@/]*@)?)([^:/,]+):(\d+)(.*)$/.exec(databaseUrl) ?? [];
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect({ host, port: Number(port) });
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      const cut = (): void => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      };
      // What goes wrong on the line is the test's own doing.
      socket.on('error', cut);
      socket.on('close', cut);
    }
    carry(client, upstream, { judge: (passing) => line.judge(passing), here });
  });
  const listen = (at: number): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(at, '127.0.0.1', resolve);
    });
  await listen(0);
  const address = server.address();
  const own = typeof address === 'object' && address !== null ? address.port : 0;
  const here = `127.0.0.1:${own}`;
  function close(): void {
    server.close();
    for (const socket of sockets) socket.destroy();
  }
  const line: Line = {
    databaseUrl: `${before}${here}${after}`,
    judge: () => 'pass',
    close,
    open: () => listen(own),
    end: close,
  };
  return line;
}

interface Way {
  readonly judge: Line['judge'];
  /** Where clients are to find the server. */
  readonly here: string;
}

/** Carries the messages of one connection, each direction in its order. */
function carry(client: Socket, upstream: Socket, { judge, here }: Way): void {
  const commands = new Map<number, string>();
  /** Answers that the client must not hear. */
  const muted = new Set<number>();

  async function ask(message: Framed): Promise<void> {
    const command = message.command();
    commands.set(message.requestId, command);
    const action = GREETINGS.has(command)
      ? 'pass'
      : await judge({ from: 'client', command, document: message.document });
    if (action === 'cut') return void client.destroy();
    upstream.write(message.bytes);
    if (action !== 'twice') return;
    const again = message.renumbered(-message.requestId);
    muted.add(-message.requestId);
    upstream.write(again);
  }

  async function answer(message: Framed): Promise<void> {
    if (muted.delete(message.responseTo)) return;
    const command = commands.get(message.responseTo) ?? '';
    if (GREETINGS.has(command)) return void client.write(message.withDocument((hello) => moved(hello, here)));
    commands.delete(message.responseTo);
    if ((await judge({ from: 'server', command, document: message.document })) === 'cut')
      return void client.destroy();
    client.write(message.bytes);
  }

  inTurn(client, ask);
  inTurn(upstream, answer);
}

function inTurn(from: Socket, take: (message: Framed) => Promise<void>): void {
  const frame = createFramer();
  let turn = Promise.resolve();
  from.on('data', (bytes: Buffer) => {
    for (const message of frame(bytes)) turn = turn.then(() => take(message));
  });
}

/** The server's own word on where it is would lead clients past the line. */
const moved = (hello: BSON.Document, here: string): BSON.Document => ({
  ...hello,
  hosts: [here],
  primary: here,
  me: here,
});
