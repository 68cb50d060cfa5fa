import { readFileSync } from 'node:fs';

// The bank as a process whose wall clock somebody sets while it runs: the file says by how many milliseconds.
// Monotonic time goes on as it does, as on a machine whose clock is set.
const file = process.env.CLOCK_FILE ?? '';
const { now } = Date;
Date.now = () => now() + Number(readFileSync(file, 'utf8'));
globalThis.Date = new Proxy(Date, {
  construct: (target, given) =>
    given.length > 0 ? Reflect.construct(target, given) : new target(Date.now()),
});

await import('../../src/main.ts');
