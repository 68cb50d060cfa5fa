import { randomBytes } from 'node:crypto';
import { version } from '../package.json';
import { renderBanner } from './app/banner.ts';
import { EXPECT_USAGE, NoHead, readExpected } from './app/expected-heads.ts';
import { checkDemoLists } from './app/pet-lists.ts';
import { type Petbank, startPetbank } from './app/petbank.ts';
import { describeConflicts } from './app/status.ts';
import type { World } from './app/world.ts';
import { createBankClock } from './bank-clock.ts';
import { createCommandNames } from './called-as.ts';
import { type Config, ConfigError, checkDataFolder, readConfig } from './config/config.ts';
import { checkSecretFiles } from './config/secret-files.ts';
import { describeSettings } from './config/settings.ts';
import { errorCode } from './error-code.ts';
import { MissingFileError } from './files.ts';
import { type LogOutput, openLogOutput } from './log-output.ts';
import { UnusableDatabase } from './storage/errors.ts';

const ACCEPT_CLOCK = '--accept-clock';
const HALTED = '--halted';
/** Texts for people name commands as this process was called. */
const nameCommands = createCommandNames({
  env: process.env,
  argv: process.argv,
  argv0: process.argv0,
  cwd: process.cwd(),
});

async function main(): Promise<void> {
  const expectedHeads = readFlags();
  const config = readUsableConfig();
  // Who starts it by hand reads lines; what collects them in production gets JSON.
  const isPretty = config.mode === 'development' || process.stdout.isTTY;
  const output = openLogOutput();
  // In a chunk of its own: pino asks who calls it, for which Bun loads the source maps of the callers.
  const { createLog, makePretty } = await import('./log.ts');
  const log = createLog(config.logLevel, isPretty ? await makePretty(output) : output);
  const starting = startOrExplain(config, { log, expectedHeads }, output);
  // It serves before all of it has started: a signal may come meanwhile.
  stopOnSignal(starting, output, () => log.info('stopping'));
  const petbank = await starting;
  for (const conflict of describeConflicts(config)) log.warn(conflict);
  const { url, status, developmentKey: key, developmentToken } = petbank;
  if (config.mode === 'production' && config.keys.length === 0)
    log.warn('no program can call the bank: API_KEYS is empty');
  if (!isPretty) {
    log.info({ url, status }, 'petbank listens');
    return;
  }
  const developmentKey = key && `${key.id}:${key.secret}:${[...key.scopes].join('+')}`;
  const startedInMs = Math.round(performance.now());
  const shown = { url, version, mode: config.mode, status, startedInMs, developmentToken };
  const banner = renderBanner({ ...shown, developmentKey });
  output.write(`${nameCommands(banner)}\n`);
}

/** The heads that `--expect` names. A flag that is misspelt must not be lost in silence. */
function readFlags(): World['expectedHeads'] {
  try {
    const { heads, others } = readExpected(process.argv.slice(2));
    const unknown = others.find((flag) => ![ACCEPT_CLOCK, HALTED].includes(flag));
    if (unknown === undefined) return heads;
    return stopAsked(`a start takes no ${unknown}, only ${ACCEPT_CLOCK}, ${HALTED} and ${EXPECT_USAGE}`);
  } catch (error) {
    if (!(error instanceof NoHead)) throw error;
    return stopAsked(`${error.message}. A start takes ${EXPECT_USAGE}`);
  }
}

function stopAsked(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}

/** Reads the configuration. Where it can't be used, prints every error and its remedy, and exits. */
function readUsableConfig(): Config {
  try {
    const config = readConfig(process.env, checkDemoLists);
    checkSecretFiles(config);
    checkDataFolder(config);
    return config;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return stopBefore(error);
  }
}

function stopBefore({ message }: ConfigError): never {
  process.stderr.write(`Petbank can't start: ${nameCommands(message)}\n`);
  process.exit(1);
}

/** Starts the bank. Where it can't and the operator can do something about it, prints what, and exits. */
async function startOrExplain(
  config: Config,
  { log, expectedHeads }: Pick<World, 'log' | 'expectedHeads'>,
  { dropped }: LogOutput,
): Promise<Petbank> {
  const clock = createBankClock({ wall: Date.now, monotonic: () => performance.now() });
  const examine: World['examine'] = async (health) => {
    // Takes long to load, and most banks are examined on the command line.
    const { checkThisBank } = await import('./cli/doctor.ts');
    return checkThisBank(config, health, clock);
  };
  const world = {
    clock,
    wall: Date.now,
    acceptsClock: process.argv.includes(ACCEPT_CLOCK),
    opensHalted: process.argv.includes(HALTED),
    expectedHeads,
    random: randomBytes,
    log,
    droppedLogLines: dropped,
    version,
    settings: describeSettings(process.env),
    nameCommands,
    examine,
  };
  try {
    return await startPetbank(config, world);
  } catch (error) {
    if (error instanceof ConfigError) return stopBefore(error);
    const isExplained = error instanceof UnusableDatabase || error instanceof MissingFileError;
    const explained = isExplained ? error.message : explain(errorCode(error), config);
    if (explained === undefined) throw error;
    process.stderr.write(nameCommands(`Petbank can't start: ${explained}\n`));
    process.exit(1);
  }
}

function explain(code: string, { host, port, database }: Config): string | undefined {
  if (code === 'EADDRINUSE')
    return `port ${port} is taken, perhaps by another bank. Stop that one, or set PORT.`;
  if (code === 'EADDRNOTAVAIL') return `${host} is no address of this machine. Set HOST to one that is.`;
  // MongoDB's errors at the start come as UnusableDatabase.
  return database.kind === 'mongodb' ? undefined : explainFile(code, database.file);
}

function explainFile(code: string, file: string): string | undefined {
  const notSound = `${file} is not a sound database. Name another in DATABASE_URL, or restore a backup.`;
  const explanations: Readonly<Record<string, string>> = {
    NOTADB: notSound,
    CORRUPT: notSound,
    FULL: `the disk of ${file} is full. Make room, and start again.`,
    CANTOPEN: `${file} can't be opened. It must be a file, not a folder, that the bank may read and write.`,
    READONLY: `${file} can be read but not written. Let the bank write to it and to the folder it is in.`,
    BUSY: `another program holds ${file}. Stop that one, and start again.`,
    IOERR: `the disk refuses to read or write ${file} (${code}). It may be full or failing: check it.`,
  };
  return explanations[code.replace(/^SQLITE_/, '').replace(/^(READONLY|BUSY|IOERR)_.*/, '$1')];
}

/** How long the last lines of the log are waited for. */
const LAST_LINES_MS = 300;

/** Stops the bank once it has started. A second signal meanwhile ends the process at once. */
function stopOnSignal(starting: Promise<Petbank>, output: LogOutput, onStop: () => void): void {
  let isStarted = false;
  let isStopping = false;
  const stop = async (): Promise<void> => {
    if (isStopping && !isStarted) process.exit(1);
    if (isStopping) return;
    isStopping = true;
    onStop();
    const petbank = await starting;
    isStarted = true;
    await petbank.stop();
    await output.end(LAST_LINES_MS);
    process.exit(0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

await main();
