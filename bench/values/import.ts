import { readFileSync } from 'node:fs';
import { databaseUrl } from '../../src/config/database.ts';
import { openStorage } from '../../src/storage/open.ts';
import { createBigGames } from '../../src/values/big-games.ts';
import { loadCatalogue } from '../../src/values/load.ts';
import { EVERY_PET } from '../../src/values/supported.ts';
import { summarizeLeftOut, syncValues } from '../../src/values/sync.ts';

/*
 * A process that imports prices as a bank does, and prints what each import took as a line of JSON. Its
 * arguments: the database's address, that of BIG Games' API, and how many imports.
 */

const FOUR_HOURS_MS = 4 * 3_600_000;
/** How finely it is seen when something else could run. */
const TICK_MS = 2;

/** The memory that this process has or had at most, in MiB, as Linux counts it; elsewhere what it has now. */
function readMiB(field: 'VmRSS' | 'VmHWM'): number {
  if (process.platform !== 'linux') return process.memoryUsage.rss() / 2 ** 20;
  const kib = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(
    readFileSync('/proc/self/status', 'utf8'),
  )?.[1];
  return Number(kib) / 1024;
}

/** Watches how much processor time the import takes at most before anything else can run. */
function watchEventLoop(): { end(): number } {
  let [last, longestMs] = [readCpuMs(), 0];
  const tick = (): void => {
    const now = readCpuMs();
    longestMs = Math.max(longestMs, now - last);
    last = now;
  };
  const timer = setInterval(tick, TICK_MS);
  return {
    end() {
      tick();
      clearInterval(timer);
      return longestMs;
    },
  };
}

function readCpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

async function importAgainAndAgain(address: string, baseUrl: string, imports: number): Promise<void> {
  const database = databaseUrl.parse(address);
  const { driver } = await openStorage(database, { migrationsFolder: 'migrations' });
  const api = createBigGames({ baseUrl });
  const restMiB = readMiB('VmRSS');
  for (let number = 0; number < imports; number += 1) {
    let writingFrom = 0;
    const cpuMs = readCpuMs();
    const began = performance.now();
    const loop = watchEventLoop();
    const { leftOut, ...synced } = await syncValues({
      store: driver,
      api,
      clock: () => Date.UTC(2026, 0, 1) + number * FOUR_HOURS_MS,
      everyMs: FOUR_HOURS_MS,
      onStep(step) {
        if (step === 'writing') writingFrom = performance.now();
      },
    });
    const written = performance.now();
    await loadCatalogue(driver, EVERY_PET);
    const measured = {
      readMs: writingFrom - began,
      writeMs: written - writingFrom,
      loadMs: performance.now() - written,
      cpuMs: readCpuMs() - cpuMs,
      blockedMs: loop.end(),
      restMiB,
      peakMiB: readMiB('VmHWM'),
    };
    console.log(JSON.stringify({ ...measured, ...synced, leftOut: summarizeLeftOut(leftOut) }));
  }
  await driver.close();
}

const [address = '', baseUrl = '', imports = ''] = process.argv.slice(2);
await importAgainAndAgain(address, baseUrl, Number(imports));
