import { proofAnswer } from '../../bank/proof.ts';
import { bankAt } from '../../simulate/bank-server.ts';
import { type SimulateOptions, simulate } from '../../simulate/simulate.ts';
import { createTally, type Tally } from '../../simulate/tally.ts';
import type { TellerKey } from '../../simulate/tellers.ts';
import { realTime } from '../../simulate/time.ts';
import { CommandError } from '../finish.ts';
import type { Terminal } from '../progress.ts';
import { readPets, sendTo } from './ask.ts';
import { playBesideOwn } from './own.ts';
import { describeOutcome, describeProgress } from './report.ts';

/** A key of API_KEYS. */
export interface SimulationKey extends TellerKey {
  /** All keys of one name are one caller. */
  readonly name: string;
  readonly scopes: ReadonlySet<string>;
}

export interface SimulateCall {
  readonly options: SimulateOptions;
  /** The bank to play beside; undefined for one of the simulation's own. */
  readonly url: string | undefined;
  /** What a bank somewhere else knows the simulation by. */
  readonly keys: readonly SimulationKey[];
  /** Goes on though the bank owes something already. */
  readonly force: boolean;
  readonly random: (length: number) => Uint8Array;
  readonly terminal: Terminal;
}

/** How often progress is shown, in milliseconds. */
const SHOW_MS = 200;

/** Plays the simulation, and gives what came of it in words. */
export async function runSimulation(call: SimulateCall): Promise<{ text: string; isClean: boolean }> {
  const { options, terminal, url } = call;
  const tally = createTally();
  const startedAt = performance.now();
  let shownAt = 0;
  const onProgress = (doing: string): void => {
    if (!terminal.isTTY || performance.now() - shownAt < SHOW_MS) return;
    shownAt = performance.now();
    terminal.write(`\r\u001b[K${describeProgress(options, tally, doing)}`);
  };
  const parts = { tally, onProgress };
  const faults =
    url === undefined
      ? await playBesideOwn(options, { ...parts, random: call.random })
      : await playBesideOther(url, call, parts);
  if (terminal.isTTY) terminal.write('\r\u001b[K');
  const seconds = (performance.now() - startedAt) / 1_000;
  return { text: describeOutcome(options, tally, { faults, seconds }), isClean: faults.length === 0 };
}

async function playBesideOther(
  url: string,
  { options, keys, force, random }: SimulateCall,
  parts: { readonly tally: Tally; readonly onProgress: (doing: string) => void },
): Promise<readonly string[]> {
  const { tellerKeys, memberKey } = chooseKeys(keys);
  const send = sendTo(() => url, realTime);
  await requireEmpty(url, force);
  return simulate(options, {
    ...parts,
    time: realTime,
    bank: bankAt(url),
    send,
    tellerKeys,
    memberKey,
    firstPlayerId: MADE_UP_IDS + Buffer.from(random(4)).readUInt32BE() * options.players,
    pets: await readPets(url),
  });
}

/** Roblox has not given out ids as high as these. */
const MADE_UP_IDS = 1_000_000_000_000;

function chooseKeys(keys: readonly SimulationKey[]): {
  readonly tellerKeys: readonly TellerKey[];
  readonly memberKey: TellerKey;
} {
  const tellers = new Map(keys.filter(({ scopes }) => scopes.has('teller')).map((key) => [key.name, key]));
  const memberKey = keys.find(({ scopes }) => scopes.has('member'));
  if (tellers.size === 0 || !memberKey) {
    throw new CommandError(
      'The simulation needs keys of that bank: one with scope teller for each teller, and one with scope ' +
        'member. ' +
        'They are read from API_KEYS, or from --keys.',
    );
  }
  return { tellerKeys: [...tellers.values()], memberKey };
}

/** A simulated teller reports what it holds in a pretend game: a bank with real pets would miss them. */
async function requireEmpty(url: string, force: boolean): Promise<void> {
  const answer = await fetch(`${url}/proof`).catch((cause: unknown) => {
    throw new CommandError(`No bank answers at ${url}.`, { cause });
  });
  const { assets } = proofAnswer.parse(await answer.json());
  if (force || assets.every(({ owed }) => owed === '0')) return;
  throw new CommandError(
    `The bank at ${url} keeps pets already. Simulated tellers would report that these are missing. ` +
      'Use a bank that is empty; --anyway goes on all the same, and is for banks that are only for trying ' +
      'out.',
  );
}
