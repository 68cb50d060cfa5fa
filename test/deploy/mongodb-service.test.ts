import { afterEach, beforeEach, describe, expect, test } from 'bun:test';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCompose, unescapeDollars } from './compose.ts';

const { mongodb } = readCompose('docker-compose.yml').services;

/**
 * A double of mongosh: runs what it is given against a server in the state that a file holds, and writes down
 * what was done.
 */
const MONGOSH = `#!${process.execPath}
const fs = require('node:fs');
const vm = require('node:vm');
const file = process.env.STATE;
const state = JSON.parse(fs.readFileSync(file, 'utf8'));
const quit = (status) => {
  fs.writeFileSync(file, JSON.stringify(state));
  process.exit(status);
};
fs.writeFileSync(process.env.HOME + '/log', 'mongosh writes a log');
const refuse = (codeName) => { throw Object.assign(new Error(codeName), { codeName }); };
const databaseOf = (name) => ({
  auth: (user, password) =>
    (name === 'admin' && user === 'root' && password === state.rootPassword) ||
    refuse('AuthenticationFailed'),
  getUser: (user) => state.users.find((each) => each.user === user && each.db === name) ?? null,
  createUser: (user) => state.users.push({ ...user, db: name }),
});
const rs = {
  status() {
    if (state.set === 'none') return refuse('NotYetInitialized');
    return state.set === 'standalone' ? refuse('NoReplicationEnabled') : { ok: 1 };
  },
  initiate: (config) => { state.initiated.push(config); state.set = 'electing'; },
};
const db = { getSiblingDB: databaseOf, hello: () => ({ isWritablePrimary: state.set === 'primary' }) };
try {
  vm.runInNewContext(process.argv[process.argv.indexOf('--eval') + 1], { db, rs, fs, quit, process });
  quit(0);
} catch (error) {
  console.error(error.message);
  quit(1);
}
`;
const ENTRYPOINT = '#!/bin/sh\necho "$@"\n';

interface State {
  readonly set: 'none' | 'electing' | 'primary' | 'standalone';
  readonly rootPassword: string;
  readonly users: readonly { user: string; db: string; pwd?: string; roles?: unknown }[];
  readonly initiated: readonly unknown[];
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'petbank-mongodb-'));
  for (const name of ['bin', 'configdb', 'tmp']) mkdirSync(join(folder, name));
  for (const [name, text] of [
    ['mongosh', MONGOSH],
    ['docker-entrypoint.sh', ENTRYPOINT],
  ] as const) {
    writeFileSync(join(folder, 'bin', name), text);
    chmodSync(join(folder, 'bin', name), 0o755);
  }
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const configdb = (name = ''): string => join(folder, 'configdb', name);

/** Runs a command of the service here, with its folder of secrets in a temporary place. */
function run(command: readonly string[]) {
  const words = command.map((word) =>
    unescapeDollars(word).replaceAll('/data/configdb', configdb().replace(/\/$/, '')),
  );
  const { exitCode, stdout, stderr } = Bun.spawnSync(words, {
    env: {
      PATH: `${join(folder, 'bin')}:${process.env.PATH}`,
      TMPDIR: join(folder, 'tmp'),
      STATE: join(folder, 'state'),
      PETBANK_PASSWORD: 'a-password',
    },
  });
  return { status: exitCode, printed: stdout.toString(), complained: stderr.toString() };
}

const start = () => run([...(mongodb?.entrypoint ?? []), ...(mongodb?.command ?? [])]);

describe("MongoDB's start", () => {
  test('makes a key and a password that only it can read, and becomes the server', () => {
    expect(start()).toMatchObject({
      status: 0,
      printed: `${mongodb?.command?.join(' ').replace('/data/configdb', configdb().replace(/\/$/, ''))}\n`,
    });
    expect(readdirSync(configdb()).sort()).toEqual(['key', 'root-password']);
    for (const name of ['key', 'root-password']) expect(statSync(configdb(name)).mode & 0o077).toBe(0);
    // As MongoDB takes keys: 6 to 1024 characters of base64.
    expect(readFileSync(configdb('key'), 'utf8')).toMatch(/^[A-Za-z0-9+/]{1008}$/);
    expect(readFileSync(configdb('root-password'), 'utf8')).toMatch(/^[A-Za-z0-9+/]{32}$/);
  });

  test('keeps them at the next start, and makes others for another bank', () => {
    start();
    const [key, password] = ['key', 'root-password'].map((name) => readFileSync(configdb(name), 'utf8'));
    start();
    expect(readFileSync(configdb('key'), 'utf8')).toBe(key ?? '');
    expect(readFileSync(configdb('root-password'), 'utf8')).toBe(password ?? '');
    rmSync(configdb(), { recursive: true });
    mkdirSync(configdb());
    start();
    expect(readFileSync(configdb('key'), 'utf8')).not.toBe(key ?? '');
  });
});

describe("MongoDB's health check", () => {
  const [kind, ...command] = mongodb?.healthcheck?.test ?? [];
  const state = (): State => JSON.parse(readFileSync(join(folder, 'state'), 'utf8'));
  const put = (more: Partial<State>): void => {
    const rootPassword = readFileSync(configdb('root-password'), 'utf8');
    const fresh: State = { set: 'none', rootPassword, users: [], initiated: [] };
    writeFileSync(join(folder, 'state'), JSON.stringify({ ...fresh, ...more }));
  };
  beforeEach(() => void start());

  test('makes the replica set once, awaits its election, makes the user of the bank, and is healthy', () => {
    expect(kind).toBe('CMD');
    put({});
    expect(run(command).status).toBe(1);
    expect(state().initiated).toEqual([{ _id: 'rs0', members: [{ _id: 0, host: 'mongodb:27017' }] }]);
    expect(run(command).status).toBe(1);
    expect(state()).toMatchObject({ users: [], initiated: [expect.anything()] });
    put({ ...state(), set: 'primary' });
    expect(run(command)).toEqual({ status: 0, printed: '', complained: '' });
    expect(state().users).toEqual([
      {
        user: 'petbank',
        db: 'petbank',
        pwd: 'a-password',
        roles: [
          { role: 'readWrite', db: 'petbank' },
          { role: 'dbAdmin', db: 'petbank' },
        ],
      },
    ]);
    const before = state();
    expect(run(command).status).toBe(0);
    expect(state()).toEqual(before);
  });

  test('is unhealthy, and changes nothing, while the first server is there or with another password', () => {
    put({ set: 'standalone' });
    expect(run(command)).toMatchObject({
      status: 1,
      complained: expect.stringContaining('NoReplicationEnabled'),
    });
    put({ set: 'primary', rootPassword: 'another' });
    expect(run(command)).toMatchObject({
      status: 1,
      complained: expect.stringContaining('AuthenticationFailed'),
    });
    expect(state()).toMatchObject({ users: [], initiated: [] });
  });

  test('leaves nothing behind', () => {
    put({ set: 'primary' });
    run(command);
    expect(readdirSync(join(folder, 'tmp'))).toEqual([]);
  });
});
