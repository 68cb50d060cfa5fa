import { MongoError, MongoServerError, MongoServerSelectionError } from 'mongodb';
import { UnusableDatabase } from '../errors.ts';

const INITIATE = 'mongosh --eval "rs.initiate()"';

export const STANDALONE =
  'the MongoDB server stands alone, and the bank needs a replica set, if only of one: without it there are ' +
  `no transactions. Start mongod with --replSet rs0, and run once: ${INITIATE}`;

const UNREACHABLE =
  "MongoDB can't be reached. See that it runs, that this machine may connect to it, and that DATABASE_URL " +
  'names its host and port.';
const NO_PRIMARY =
  `MongoDB is reached, but has no primary. If its replica set is new, run once: ${INITIATE}; else see that ` +
  'a majority of its members runs.';
const WRONG_PASSWORD =
  'MongoDB refuses the user or the password in DATABASE_URL. Where the user was made in the database ' +
  'admin, the address ends with ?authSource=admin.';
const NOT_ALLOWED =
  "MongoDB doesn't let the user of DATABASE_URL work on this database. Give it the role dbOwner there, or " +
  'readWrite and dbAdmin.';
const BAD_ADDRESS = 'MongoDB can not read the address in DATABASE_URL, or an option in it.';
/** By the codes of AuthenticationFailed, Unauthorized and AtlasError. */
const MESSAGES = new Map<unknown, string>([
  [18, WRONG_PASSWORD],
  [13, NOT_ALLOWED],
  [8000, WRONG_PASSWORD],
]);
const ADDRESS_ERRORS = ['MongoParseError', 'MongoInvalidArgumentError', 'MongoAPIError'];

/** The error of a start, where possible as one whose message tells the operator what to do. */
export function explainStart(error: unknown): unknown {
  const message = messageFor(error);
  return message === undefined ? error : new UnusableDatabase(message, { cause: error });
}

function messageFor(error: unknown): string | undefined {
  if (error instanceof MongoServerSelectionError) return messageForSelection(error);
  if (error instanceof MongoServerError) return messageForServerError(error);
  // A name that DNS doesn't know, as in a mongodb+srv address.
  if (error instanceof Error && 'syscall' in error) return UNREACHABLE;
  if (!(error instanceof MongoError)) return undefined;
  return ADDRESS_ERRORS.includes(error.name) ? BAD_ADDRESS : UNREACHABLE;
}

function messageForSelection({ reason, cause }: MongoServerSelectionError): string {
  if (cause instanceof MongoServerError) return messageForServerError(cause) ?? UNREACHABLE;
  const types = [...(reason?.servers.values() ?? [])].map(({ type }) => type);
  return types.some((type) => type !== 'Unknown') ? NO_PRIMARY : UNREACHABLE;
}

function messageForServerError({ code, codeName }: MongoServerError): string | undefined {
  const other = codeName === undefined ? undefined : `MongoDB refuses to work: ${codeName} (${code}).`;
  return MESSAGES.get(code) ?? other;
}
