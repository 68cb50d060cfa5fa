import { connect, createServer, type Socket } from 'node:net';

/** What becomes of the bytes that come from one side. */
export type Action = 'pass' | 'drop' | 'cut';

export interface Passing {
  /** Who sent them. */
  readonly from: 'client' | 'server';
  readonly bytes: Buffer;
}

export interface TestLine {
  readonly port: number;
  /**
   * Called for every piece of bytes that arrives; it may wait, which holds this connection's line in that
   * direction. All passes where it isn't set.
   */
  judge: (passing: Passing) => Action | Promise<Action>;
  /** From now on, nobody gets through: new connections are refused, the others are cut. */
  close(): void;
  /** From now on, connections are taken again. */
  open(): Promise<void>;
  /** Cuts every connection that there is. */
  cutAll(): void;
  end(): Promise<void>;
}

/** A line to a server on this machine that can be cut, slowed and made to lose what it carries. */
export async function startProxy(target: {
  readonly host: string;
  readonly port: number;
}): Promise<TestLine> {
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(target);
    const cut = (): void => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      // The other side hears of the end; what went wrong on a line is the test's own doing.
      socket.on('error', cut);
      socket.on('close', () => {
        sockets.delete(socket);
        cut();
      });
    }
    carry({ from: client, to: upstream, side: 'client', cut });
    carry({ from: upstream, to: client, side: 'server', cut });
  });

  /** Brings each piece over in its turn, as the judge wants it. */
  function carry(line: { from: Socket; to: Socket; side: Passing['from']; cut: () => void }): void {
    let turn = Promise.resolve();
    line.from.on('data', (bytes: Buffer) => {
      turn = turn.then(async () => {
        const action = await proxy.judge({ from: line.side, bytes });
        if (action === 'cut') line.cut();
        if (action === 'pass' && !line.to.destroyed) line.to.write(bytes);
      });
    });
  }

  const listen = (port: number): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
  const cutAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  await listen(0);
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const proxy: TestLine = {
    port,
    judge: () => 'pass',
    close() {
      server.close();
      cutAll();
    },
    open: () => listen(port),
    cutAll,
    async end() {
      server.close();
      cutAll();
    },
  };
  return proxy;
}
