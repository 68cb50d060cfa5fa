import { openConnection } from './connection.ts';
import { type LoadJob, type LoadResult, loadJob } from './load-job.ts';
import { writeRequest } from './requests.ts';
import { percentile } from './statistics.ts';

/** A process of its own: takes a job as JSON on its command line, prints the result as JSON. */
async function main(): Promise<void> {
  const job = loadJob.parse(JSON.parse(process.argv[2] ?? 'null'));
  console.log(JSON.stringify(await run(job)));
}

async function run(job: LoadJob): Promise<LoadResult> {
  const countFrom = performance.now() + job.warmUpSeconds * 1000;
  const countUntil = countFrom + job.seconds * 1000;
  const durations: number[] = [];
  const cpu = setTimeoutPromise(job.warmUpSeconds * 1000).then(() => process.cpuUsage());
  let next = 0;

  async function ask(): Promise<void> {
    const connection = await openConnection(job.url);
    for (;;) {
      const startedAt = performance.now();
      if (startedAt >= countUntil) break;
      const status = await connection.send(writeRequest(job, next++));
      if (status !== 200) throw new Error(`${job.kind} answered ${status}`);
      const endedAt = performance.now();
      if (endedAt >= countFrom && endedAt < countUntil) durations.push(endedAt - startedAt);
    }
    connection.close();
  }

  await Promise.all(Array.from({ length: job.clients }, ask));
  const { user, system } = process.cpuUsage(await cpu);
  return {
    perSecond: durations.length / job.seconds,
    medianMs: percentile(durations, 0.5),
    slowMs: percentile(durations, 0.99),
    loadCores: (user + system) / 1e6 / job.seconds,
  };
}

const setTimeoutPromise = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

await main();
