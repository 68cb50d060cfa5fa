import { dirname } from 'node:path';
import { z } from 'zod';

/** Where the bank is kept: the scheme of DATABASE_URL picks the driver. */
export type Database =
  | {
      readonly kind: 'sqlite';
      /** A path as SQLite opens it, relative to where the bank was started; or `:memory:`. */
      readonly file: string;
    }
  | {
      readonly kind: 'mongodb';
      /** As given. It may hold a password: it is never printed. */
      readonly url: string;
      /** The name of the database: `petbank` where the address has none. */
      readonly name: string;
    };

export const MEMORY = ':memory:';
const DEFAULT_NAME = 'petbank';
/** No machine (`//name`), no `~`, which only a shell knows, no options, and no folder's name at the end. */
const FILE = /^file:(?!\/\/[^/]|~)([^?#]*[^?#/.])$/;
/** A user and a password, both percent-encoded, hosts with commas between, a database and options. */
const MONGODB = new RegExp(
  String.raw`^mongodb(?:\+srv)?://(?:[^:@/?#\s]+(?::[^:@/?#\s]*)?@)?([^@/?#\s,]+(?:,[^@/?#\s,]+)*)` +
    String.raw`(?:/([^/?#\s]*))?(?:\?[^?#\s]*)?$`,
);
/** What MongoDB takes as a database's name on every system. */
const NAME = /^[A-Za-z0-9_-]{1,63}$/;
/** MongoDB's own. */
const RESERVED_NAMES = ['admin', 'local', 'config'];

const NO_FILE =
  'must be file: and the path of a file, such as file:./data/petbank.db or file:/home/me/petbank.db, or ' +
  'file::memory: to keep nothing, or a mongodb:// address';
const NO_MONGODB =
  'must be mongodb://user:password@host:27017/petbank?replicaSet=rs0 or ' +
  'mongodb+srv://user:password@host/petbank; in user and password, write : / ? # @ % as %3A %2F %3F %23 ' +
  '%40 %25';
const WEAK_CONCERN =
  'asks for less than the bank needs, which waits until a majority has each commit on its disks: take w, ' +
  'journal and readConcernLevel out of it';
/** Options of an address by which what was answered could be lost. */
const WEAK_OPTION =
  /[?&](?:w=(?!majority(?:&|$))|(?:journal|j)=(?!true(?:&|$))|readConcernLevel=(?:local|available))/i;
const NO_CLUSTER =
  'with mongodb+srv:// has one host and no port, as your provider shows it: DNS knows its servers';
const NO_NAME =
  'names no database that the bank can have: behind the hosts comes / and a name of A-Z a-z 0-9 _ -, not ' +
  'admin, local or config; without one it is petbank';

export const databaseUrl = z.string().transform((text, context): Database => {
  const file = FILE.exec(text)?.[1];
  if (file !== undefined) return { kind: 'sqlite', file: file.replace(/^\/+/, '/') };
  const refuse = (message: string): never => {
    context.issues.push({ code: 'custom', message, input: undefined });
    return z.NEVER;
  };
  if (!/^mongodb(\+srv)?:/.test(text)) return refuse(NO_FILE);
  const address = MONGODB.exec(text);
  if (address === null) return refuse(NO_MONGODB);
  const [, hosts = '', path] = address;
  if (text.startsWith('mongodb+srv:') && /[,:]/.test(hosts)) return refuse(NO_CLUSTER);
  if (WEAK_OPTION.test(text)) return refuse(WEAK_CONCERN);
  const name = path || DEFAULT_NAME;
  if (!NAME.test(name) || RESERVED_NAMES.includes(name)) return refuse(NO_NAME);
  return { kind: 'mongodb', url: text, name };
});

/** Whether what the bank keeps is on a disk of this machine, and gone with it. */
export const isOnDisk = (database: Database): database is Database & { readonly kind: 'sqlite' } =>
  database.kind === 'sqlite' && database.file !== MEMORY;

/** Where the bank keeps what it writes on this machine: beside the database, or in a folder of its own. */
export const findDataFolder = (database: Database): string =>
  isOnDisk(database) ? dirname(database.file) : './data';
