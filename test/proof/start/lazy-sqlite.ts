import { Database } from 'bun:sqlite';

// A bank on an SQLite that does not sync each commit, whatever it is told.
const run = Database.prototype.run;
Database.prototype.run = function runLazily(this: Database, sql: string, ...values: []) {
  return run.call(this, sql.replace('PRAGMA synchronous = 2', 'PRAGMA synchronous = 1'), ...values);
};
await import('../../../src/main.ts');
