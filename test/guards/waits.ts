import { join } from 'node:path';

/** What makes a test wait for real time, or lets it depend on what time it is. */
const REAL_TIME =
  /\b(?:Bun\.sleep|setTimeout|setInterval|Date\.now|performance\.now|livedMs)\b|\bnew Date\(\)/u;

/**
 * The tests that may meet real time, as files and folders, each with its reason: a process, a browser, a
 * database or a network is really waited for, or how long something takes is what the test is about. All
 * others set the time.
 */
const MAY_WAIT: Readonly<Record<string, string>> = {
  'test/support/': 'until() and the limits of what waits for processes, terminals and sockets',
  'test/doubles/': 'a double that is late is really late, and the real discord.js waits for it',
  'test/mutants/doors.ts': 'a planted bug reads the clock',
  'test/proof/': 'processes are killed at random moments and loaded for real',
  'test/cli/doctor.test.ts': 'the doctor compares the clock of this machine',
  'test/cli/ask.test.ts': 'a command of the operator signs with the clock of this machine',
  'test/http/process.test.ts': 'a bank in a process of its own has a clock of its own',
  'test/http/clock-jumps.test.ts': 'a bank in a process of its own, whose clock is set while it runs',
  'test/http/foreign-lock.test.ts': 'how long answers take while another program holds the file',
  'test/http/rate-limit-shared.test.ts': 'banks in processes of their own have clocks of their own',
  'test/http/role.test.ts': 'a whole bank as main.ts starts it',
  'test/docs/': 'what a document shows runs as it stands, with the clock of this machine',
  'test/discord/press.test.ts': 'Discord gives an interaction three seconds',
  'test/playground/session.test.ts': 'a stopping bank may not wait for an open stream',
  'src/http/shared-counter.test.ts':
    'MongoDB expires counts by its own clock, and a silent one must not delay',
  'src/storage/mongodb/': 'a line that breaks must be noticed within a bound',
};

/** Places in tests that wait or read the clock without a reason above, as `file:line`. */
export async function findWaits(folder: string, files: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(
    files
      .filter((file) => isOfTests(file) && !Object.keys(MAY_WAIT).some((place) => file.startsWith(place)))
      .map(async (file) => {
        const lines = (await Bun.file(join(folder, file)).text()).split('\n');
        return lines.flatMap((line, index) => (REAL_TIME.test(line) ? [`${file}:${index + 1}`] : []));
      }),
  );
  return found.flat();
}

/** The guards name what they look for. */
const isOfTests = (file: string): boolean =>
  /(?:^test\/.*|\.test)\.tsx?$/u.test(file) && !file.startsWith('test/guards/');
