import { BSON } from 'mongodb';

const HEADER_BYTES = 16;
const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;

const HELLO = { ok: 1, ismaster: true, isWritablePrimary: true, minWireVersion: 0, maxWireVersion: 21 };
const LIMITS = { maxBsonObjectSize: 16_777_216, maxMessageSizeBytes: 48_000_000, maxWriteBatchSize: 100_000 };

/** A server that calls itself a mongod of no replica set, and does nothing else. */
export function startStandalone() {
  const server = Bun.listen({
    hostname: '127.0.0.1',
    port: 0,
    socket: {
      data(socket, bytes) {
        const [requestId, operation] = [bytes.readInt32LE(4), bytes.readInt32LE(12)];
        const document = Buffer.from(BSON.serialize({ ...HELLO, ...LIMITS }));
        // Flags, cursor, beginning and count; or flags and the kind of the only section.
        const prefix = Buffer.alloc(operation === OP_QUERY ? 20 : 5);
        if (operation === OP_QUERY) prefix.writeInt32LE(1, 16);
        const header = Buffer.alloc(HEADER_BYTES);
        header.writeInt32LE(HEADER_BYTES + prefix.length + document.length, 0);
        header.writeInt32LE(requestId, 8);
        header.writeInt32LE(operation === OP_QUERY ? OP_REPLY : OP_MSG, 12);
        socket.write(Buffer.concat([header, prefix, document]));
      },
    },
  });
  return { url: `mongodb://127.0.0.1:${server.port}/petbank`, stop: () => server.stop(true) };
}
