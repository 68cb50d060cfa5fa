import { BSON } from 'mongodb';

/*
 * MongoDB's wire protocol as far as a line needs it: a message is its length, its own number, the number that
 * it answers and its kind, of four bytes each, and then a document that is behind a head of so many bytes.
 */
const HEAD_BYTES = 16;
const REPLY = 1;
const QUERY = 2004;
const DOCUMENT_AT_IN_REPLY = 36;
const DOCUMENT_AT = 21;
/** The name of the first field, behind the document's length and the field's type. */
const NAME_AT = DOCUMENT_AT + 5;

/** One message of the wire protocol. */
export interface Framed {
  readonly bytes: Buffer;
  readonly requestId: number;
  readonly responseTo: number;
  /** The name of the command that a client asks for. */
  command(): string;
  /** What it says. */
  document(): BSON.Document;
  /** The same with another number. */
  renumbered(requestId: number): Buffer;
  /** The same with its document changed. */
  withDocument(change: (document: BSON.Document) => BSON.Document): Buffer;
}

/** Makes whole messages of pieces. */
export function createFramer(): (piece: Buffer) => Framed[] {
  let rest = Buffer.alloc(0);
  return (piece) => {
    rest = Buffer.concat([rest, piece]);
    const messages: Framed[] = [];
    while (rest.length >= HEAD_BYTES && rest.length >= rest.readInt32LE(0)) {
      const length = rest.readInt32LE(0);
      messages.push(framed(rest.subarray(0, length)));
      rest = rest.subarray(length);
    }
    return messages;
  };
}

function framed(bytes: Buffer): Framed {
  const kind = bytes.readInt32LE(12);
  const at = (): number => (kind === REPLY ? DOCUMENT_AT_IN_REPLY : DOCUMENT_AT);
  const end = (): number => at() + bytes.readInt32LE(at());
  return {
    bytes,
    requestId: bytes.readInt32LE(4),
    responseTo: bytes.readInt32LE(8),
    // Only greetings still come as the query of old.
    command: () => (kind === QUERY ? 'hello' : bytes.toString('utf8', NAME_AT, bytes.indexOf(0, NAME_AT))),
    renumbered(requestId) {
      const copy = Buffer.from(bytes);
      copy.writeInt32LE(requestId, 4);
      return copy;
    },
    document: () => BSON.deserialize(bytes.subarray(at(), end())),
    withDocument(change) {
      const document = BSON.serialize(change(BSON.deserialize(bytes.subarray(at(), end()))));
      const whole = Buffer.concat([bytes.subarray(0, at()), document]);
      whole.writeInt32LE(whole.length, 0);
      return whole;
    },
  };
}
