import { z } from 'zod';
import type { ApiKey } from '../../api-key.ts';
import { type PetStack, petSchema } from '../../bank/engine/pets.ts';
import { proofAnswer } from '../../bank/proof.ts';
import { type CallBank, createRemoteBank, type SigningKey } from '../../simulate/bank-server.ts';
import { type SimulateOptions, simulate } from '../../simulate/simulate.ts';
import { realTime, type Time } from '../../simulate/time.ts';
import type { SimulationDependencies } from '../../simulate/world.ts';
import { CommandError, type Terminal, unable } from '../command-line.ts';
import { createSignedClient } from '../signed-client.ts';

export interface SimulationRequest {
  readonly options: SimulateOptions;
  /** The address of a running bank; undefined for a bank of the simulation's own. */
  readonly url: string | undefined;
  /** Keys of the running bank. */
  readonly keys: readonly ApiKey[];
  /** Continues even if the bank keeps pets already. */
  readonly force: boolean;
  readonly random: (length: number) => Uint8Array;
  readonly terminal: Terminal;
}

/** What a run shows to the user. */
export type SimulationView = Pick<SimulationDependencies, 'tally' | 'onProgress'>;

/** Roblox has not assigned ids as high as these. */
const FIRST_UNASSIGNED_ID = 1_000_000_000_000;

/** Runs the simulation with a bank at this address. Returns every discrepancy, as text. */
export async function simulateWithRemoteBank(
  url: string,
  { options, keys, force, random }: SimulationRequest,
  view: SimulationView,
): Promise<readonly string[]> {
  const { tellerKeys, memberKey } = chooseKeys(keys);
  await requireEmpty(url, force);
  return simulate(options, {
    ...view,
    time: realTime,
    bank: createRemoteBank(url),
    callBankAs: createCaller(() => url, realTime),
    tellerKeys,
    memberKey,
    // Whether a theft can be undone depends on settings of that bank, so there is none.
    staffKey: undefined,
    firstPlayerId: FIRST_UNASSIGNED_ID + Buffer.from(random(4)).readUInt32BE() * options.players,
    pets: await readPets(url),
  });
}

function chooseKeys(keys: readonly ApiKey[]) {
  const tellers = new Map(keys.filter(({ scopes }) => scopes.has('teller')).map((key) => [key.name, key]));
  const memberKey = keys.find(({ scopes }) => scopes.has('member'));
  if (tellers.size === 0 || !memberKey) {
    throw new CommandError(
      'The simulation needs keys of that bank: one with scope teller for each teller, and one with scope ' +
        'member. They are read from API_KEYS, or from --keys.',
    );
  }
  return { tellerKeys: [...tellers.values()], memberKey };
}

/** A simulated teller reports what it holds in a simulated game. A bank with real pets would miss them. */
async function requireEmpty(url: string, force: boolean): Promise<void> {
  const answer = await fetch(`${url}/proof`).catch((cause: unknown) => {
    throw unable(`No bank answers at ${url}.`, cause);
  });
  const { assets } = proofAnswer.parse(await answer.json());
  if (force || assets.every(({ owed }) => owed === '0')) return;
  throw new CommandError(
    `The bank at ${url} keeps pets already. Simulated tellers would report that these are missing. ` +
      'Use an empty bank; --anyway continues with this one, and is for test banks only.',
  );
}

/** Calls the bank at its current address, on the simulation's clock. Rejects while it is down. */
export const createCaller =
  (bankUrl: () => string | undefined, time: Time) =>
  (key: SigningKey): CallBank =>
  async (method, target, body) => {
    const url = bankUrl();
    if (url === undefined) throw new Error('the bank is down');
    const clock = (): number => time.now() * 1_000;
    return createSignedClient({ url, key, clock, newNonce: () => crypto.randomUUID() })(method, target, body);
  };

const itemsAnswer = z.object({ items: z.array(z.object({ ...petSchema.shape, tradable: z.boolean() })) });
/** How many kinds of pets players have. */
const MAX_KINDS = 200;
/** The pet of all players if the bank lists none. */
const ANY_PET: PetStack = { id: 'Cat', variant: 'normal', shiny: false, quantity: 1 };

/** The pets that the bank accepts. */
export async function readPets(url: string): Promise<readonly PetStack[]> {
  const { items } = itemsAnswer.parse(await (await fetch(`${url}/items/all`)).json());
  const pets = items.flatMap(({ tradable, ...pet }) => (tradable ? [{ ...pet, quantity: 1 }] : []));
  return pets.length > 0 ? pets.slice(0, MAX_KINDS) : [ANY_PET];
}
