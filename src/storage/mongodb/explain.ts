import { MongoError, MongoServerError, MongoServerSelectionError } from 'mongodb';
import { UnusableDatabase } from '../errors.ts';

const INITIATE = 'mongosh --eval "rs.initiate()"';

export const STANDALONE = `the MongoDB server stands alone, and the bank needs a replica set, if only of one: without it there are no transactions. Start mongod with --replSet rs0, and run once: ${INITIATE}`;

const UNREACHABLE =
  "MongoDB can't be reached. See that it runs, that this machine may connect to it, and that DATABASE_URL names its host and port.";
const NO_PRIMARY = `MongoDB is reached, but has no primary. If its replica set is new, run once: ${INITIATE}; else see that a majority of its members runs.`;
const WRONG_PASSWORD =
  'MongoDB refuses the user or the password in DATABASE_URL. Where the user was made in the database ' +
  'admin, the address ends with ?authSource=admin.';
const NOT_ALLOWED =
  "MongoDB doesn't let the user of DATABASE_URL work on this database. Give it the role dbOwner there, or readWrite and dbAdmin.";
const BAD_ADDRESS = 'MongoDB can not read the address in DATABASE_URL, or an option in it.';

const AUTHENTICATION_FAILED = 18;
const UNAUTHORIZED = 13;
const ATLAS_ERROR = 8000;

/** The error of a start, as one whose message tells the operator what to do, where there is such a message. */
export function explainStart(error: unknown): unknown {
  const message = messageFor(error);
  return message === undefined ? error : new UnusableDatabase(message, { cause: error });
}

function messageFor(error: unknown): string | undefined {
  if (error instanceof MongoServerSelectionError) return messageForSelection(error);
  if (error instanceof MongoServerError) return messageForServerError(error);
  if (isLookup(error)) return UNREACHABLE;
  if (!(error instanceof MongoError)) return undefined;
  const isAboutAddress = ['MongoParseError', 'MongoInvalidArgumentError', 'MongoAPIError'].includes(
    error.name,
  );
  return isAboutAddress ? BAD_ADDRESS : UNREACHABLE;
}

/** A name that DNS doesn't know, as in a mongodb+srv address. */
const isLookup = (error: unknown): boolean => error instanceof Error && 'syscall' in error;

function messageForSelection({ reason, cause }: MongoServerSelectionError): string {
  if (cause instanceof MongoServerError) return messageForServerError(cause) ?? UNREACHABLE;
  const types = [...(reason?.servers.values() ?? [])].map(({ type }) => type);
  return types.some((type) => type !== 'Unknown') ? NO_PRIMARY : UNREACHABLE;
}

function messageForServerError({ code, codeName }: MongoServerError): string | undefined {
  if (code === AUTHENTICATION_FAILED || code === ATLAS_ERROR) return WRONG_PASSWORD;
  if (code === UNAUTHORIZED) return NOT_ALLOWED;
  return codeName === undefined ? undefined : `MongoDB refuses to work: ${codeName} (${code}).`;
}
