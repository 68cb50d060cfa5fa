import { MongoError, MongoServerError, MongoServerSelectionError } from 'mongodb';
import { errorWords } from '../../error-code.ts';
import { UnusableDatabase } from '../errors.ts';

const INITIATE = 'mongosh --eval "rs.initiate()"';

export const STANDALONE =
  'the MongoDB server stands alone, and the bank needs a replica set, if only of one: without it there are ' +
  `no transactions. Start mongod with --replSet rs0, and run once: ${INITIATE}`;

const UNREACHABLE =
  "MongoDB can't be reached. See that it runs, that this machine may connect to it, and that DATABASE_URL " +
  'names its host and port.';
const NO_HOST =
  'DNS knows no address for the host in DATABASE_URL, so MongoDB could not be asked. See that it is ' +
  'written as your provider shows it, and that this machine has a network and a DNS server: try nslookup.';
const NO_CLUSTER =
  'DNS did not say which servers the mongodb+srv:// address in DATABASE_URL means, so MongoDB could not be ' +
  'asked. See that the host is written as your provider shows it, that the cluster still exists, and that ' +
  "this machine's DNS server answers: nslookup -type=SRV _mongodb._tcp.HOST. Where it knows no record, " +
  'use the mongodb:// address, which names each server.';
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
  // The driver passes on what DNS said of a mongodb+srv address, which it looks up before it connects.
  if (error instanceof Error && 'syscall' in error) {
    return String(error.syscall).startsWith('query') ? NO_CLUSTER : UNREACHABLE;
  }
  // Some of these come from the package that parses addresses, and are no MongoError.
  if (error instanceof Error && ADDRESS_ERRORS.includes(error.name))
    return error.message.startsWith('No addresses found') ? NO_CLUSTER : BAD_ADDRESS;
  return error instanceof MongoError ? UNREACHABLE : undefined;
}

function messageForSelection({ reason, cause }: MongoServerSelectionError): string {
  if (cause instanceof MongoServerError) return messageForServerError(cause);
  const servers = [...(reason?.servers.values() ?? [])];
  if (servers.some(({ type }) => type !== 'Unknown')) return NO_PRIMARY;
  return servers.length > 0 && servers.every(({ error }) => isLookUpError(error)) ? NO_HOST : UNREACHABLE;
}

const isLookUpError = (error: Error | null): boolean =>
  error?.cause instanceof Error && 'syscall' in error.cause && error.cause.syscall === 'getaddrinfo';

/** In the server's own words where we have none, such as "too many clients already". */
function messageForServerError(error: MongoServerError): string {
  const { code, codeName } = error;
  const name = [...(codeName === undefined ? [] : [codeName]), ...(code === undefined ? [] : [`(${code})`])];
  return MESSAGES.get(code) ?? `MongoDB refuses to work: ${[...name, errorWords(error)].join(' ')}`;
}
