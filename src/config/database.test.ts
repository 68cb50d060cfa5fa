import { expect, test } from 'bun:test';
import { readConfig } from './config.ts';

const read = (DATABASE_URL: string) => readConfig({ DATABASE_URL });

test.each([
  ['mongodb://127.0.0.1:27017/bank?replicaSet=rs0', 'bank'],
  ['mongodb://one:27017,two:27017,three/pets-2_A?replicaSet=rs0&tls=true', 'pets-2_A'],
  ['mongodb+srv://me:p%40ss@cluster.example/bank?retryWrites=true', 'bank'],
  ['mongodb://me:@[::1]:27017/bank', 'bank'],
  ['mongodb://host', 'petbank'],
  ['mongodb://host/', 'petbank'],
  ['mongodb://host/?replicaSet=rs0', 'petbank'],
  ['mongodb://host?replicaSet=rs0', 'petbank'],
])('%s is the database %s there, and what else is kept is in ./data', (url, name) => {
  const { database, dataFolder } = read(url);
  expect(database).toEqual({ kind: 'mongodb', url, name });
  expect(dataFolder).toBe('./data');
});
