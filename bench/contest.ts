import { fileURLToPath } from 'node:url';
import type { ClientKey } from '../src/cli/signed-client.ts';
import { type LoadJob, type LoadResult, loadResult } from './load-job.ts';
import { median } from './statistics.ts';

/** Servers that are asked the same things in turn, so that a noisy machine is noisy to all of them. */
export interface Contest {
  readonly kind: LoadJob['kind'];
  /** Addresses by name. */
  readonly entrants: Readonly<Record<string, string>>;
  readonly key: ClientKey;
  readonly clients: readonly number[];
  readonly rounds: number;
  readonly seconds: number;
}

/** The medians of one entrant at one number of clients. */
export interface Standing extends LoadResult {
  readonly entrant: string;
  readonly clients: number;
}

const WARM_UP_SECONDS = 0.5;
const LOAD = fileURLToPath(import.meta.resolve('./load.ts'));

export async function holdContest({
  kind,
  entrants,
  key,
  clients: eachClients,
  rounds,
  seconds,
}: Contest): Promise<Standing[]> {
  const standings: Standing[] = [];
  for (const clients of eachClients) {
    const results = new Map<string, LoadResult[]>(Object.keys(entrants).map((name) => [name, []]));
    for (let round = 0; round < rounds; round += 1) {
      for (const [entrant, url] of Object.entries(entrants)) {
        const job = { url, key, kind, clients, seconds, warmUpSeconds: WARM_UP_SECONDS };
        results.get(entrant)?.push(await runLoad(job));
      }
    }
    for (const [entrant, each] of results) standings.push({ entrant, clients, ...medians(each) });
  }
  return standings;
}

/** Loads from a process of its own, so that asking takes nothing from the thread that answers. */
async function runLoad(job: LoadJob): Promise<LoadResult> {
  const child = Bun.spawn([process.execPath, LOAD, JSON.stringify(job)], {
    stderr: 'inherit',
  });
  const output = await new Response(child.stdout).text();
  if ((await child.exited) !== 0) throw new Error(`the load on ${job.url} failed`);
  return loadResult.parse(JSON.parse(output));
}

function medians(results: readonly LoadResult[]): LoadResult {
  return {
    perSecond: median(results.map((one) => one.perSecond)),
    medianMs: median(results.map((one) => one.medianMs)),
    slowMs: median(results.map((one) => one.slowMs)),
    loadCores: median(results.map((one) => one.loadCores)),
  };
}
