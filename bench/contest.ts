import { fileURLToPath } from 'node:url';
import type { ClientKey } from '../src/cli/signed-client.ts';
import { type LoadJob, type LoadResult, loadResult, MEMBERS } from './load-job.ts';
import type { Server } from './server.ts';
import { median } from './statistics.ts';

/** How much is measured. */
export interface Effort {
  readonly clients: readonly number[];
  readonly rounds: number;
  readonly seconds: number;
  /** How many requests each process answers before it is measured, which its compiler needs. */
  readonly warmUp: number;
  readonly ids: LoadJob['ids'];
}

/** Servers that get the same requests in turn, so that a noisy machine is noisy for all of them. */
export interface Contest extends Effort {
  readonly kind: LoadJob['kind'];
  /** Servers by name; the others are compared with the first. */
  readonly entrants: Readonly<Record<string, Server>>;
  readonly key: ClientKey;
  /** How many members the requests are about. */
  readonly members?: number;
}

/** The result of one round with one server. */
interface Round extends LoadResult {
  /**
   * Microseconds of user and system CPU that the server took per response: less noisy than the wall clock.
   */
  readonly serverUs: number;
  readonly loadUs: number;
}

/** The medians of one entrant at one number of clients. */
export interface ContestResult extends Round {
  readonly entrant: string;
  readonly clients: number;
}

/** How long the load of a round warms up at most; a shorter round has a shorter warm-up. */
const LOAD_WARM_UP_SECONDS = 0.3;
const MANY_CLIENTS = 32;
/** A load takes the first answer that comes after its warm-up, however little time is left for it. */
const SHORTEST_SECONDS = 0.001;
const LOAD = fileURLToPath(import.meta.resolve('./load.ts'));

export async function holdContest({
  kind,
  entrants,
  key,
  members = MEMBERS,
  clients: eachClients,
  rounds,
  seconds,
  warmUp,
  ids,
}: Contest): Promise<ContestResult[]> {
  const what = { key, kind, members, ids };
  for (const server of Object.values(entrants)) await sendRequests(server, what, warmUp * server.urls.length);
  const loadWarmUp = { requests: 0, seconds: Math.min(LOAD_WARM_UP_SECONDS, seconds) };
  const results: ContestResult[] = [];
  for (const clients of eachClients) {
    const measured = new Map<string, Round[]>(Object.keys(entrants).map((name) => [name, []]));
    for (let round = 0; round < rounds; round += 1) {
      for (const [entrant, server] of Object.entries(entrants)) {
        const job = { ...what, urls: [...server.urls], clients, seconds, warmUp: loadWarmUp };
        measured.get(entrant)?.push(await measure(server, job));
      }
    }
    for (const [entrant, each] of measured) results.push({ entrant, clients, ...medians(each) });
  }
  return results;
}

/** The medians of several contests that the same entrants held. */
export const combineContests = (contests: readonly (readonly ContestResult[])[]): ContestResult[] =>
  (contests[0] ?? []).map(({ entrant, clients }, at) => ({
    entrant,
    clients,
    ...medians(contests.flatMap((results) => results[at] ?? [])),
  }));

/** Sends a server so many requests, as fast as it answers them. */
export async function sendRequests(
  { urls }: Server,
  what: Pick<LoadJob, 'kind' | 'key' | 'members' | 'ids'>,
  requests: number,
): Promise<void> {
  const load = { ...what, urls: [...urls], clients: MANY_CLIENTS, seconds: SHORTEST_SECONDS };
  await runLoad({ ...load, warmUp: { requests, seconds: 0 } });
}

async function measure(server: Server, job: LoadJob): Promise<Round> {
  const before = server.cpuSeconds();
  const result = await runLoad(job);
  const serverSeconds = server.cpuSeconds() - before;
  return {
    ...result,
    serverUs: (serverSeconds / result.answers) * 1e6,
    loadUs: (result.cpuSeconds / result.answers) * 1e6,
  };
}

/** Runs the load in a process of its own, so that it takes nothing from the thread that responds. */
async function runLoad(job: LoadJob): Promise<LoadResult> {
  const child = Bun.spawn([process.execPath, LOAD, JSON.stringify(job)], {
    stderr: 'inherit',
  });
  const output = await new Response(child.stdout).text();
  if ((await child.exited) !== 0) throw new Error(`the load on ${job.urls.join(' and ')} failed`);
  return loadResult.parse(JSON.parse(output));
}

function medians(rounds: readonly Round[]): Round {
  const medianOf = (figure: keyof Round): number => median(rounds.map((round) => round[figure]));
  return {
    perSecond: medianOf('perSecond'),
    medianMs: medianOf('medianMs'),
    slowMs: medianOf('slowMs'),
    answers: medianOf('answers'),
    loadCores: medianOf('loadCores'),
    cpuSeconds: medianOf('cpuSeconds'),
    serverUs: medianOf('serverUs'),
    loadUs: medianOf('loadUs'),
  };
}
