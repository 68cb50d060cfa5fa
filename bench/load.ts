import { type Connection, openConnection } from './connection.ts';
import { type LoadJob, type LoadResult, loadJob } from './load-job.ts';
import { prepareRequests } from './requests.ts';
import { percentile } from './statistics.ts';

/** A process of its own: takes a job as JSON on its command line, prints the result as JSON. */
async function main(): Promise<void> {
  const job = loadJob.parse(JSON.parse(process.argv[2] ?? 'null'));
  console.log(JSON.stringify(await run(job)));
}

async function run(job: LoadJob): Promise<LoadResult> {
  const prepared = prepareRequests(job);
  const countFrom = performance.now() + job.warmUpSeconds * 1000;
  const count: Count = { answers: 0, durations: [], countFrom, countUntil: countFrom + job.seconds * 1000 };
  const cpuBefore = process.cpuUsage();
  let next = 0;
  await Promise.all(
    Array.from({ length: job.clients }, (_, client) => {
      const url = job.urls[client % job.urls.length] ?? '';
      return runClient({ url, kind: job.kind }, count, () => prepared(next++));
    }),
  );
  const { user, system } = process.cpuUsage(cpuBefore);
  return {
    perSecond: count.durations.length / job.seconds,
    medianMs: percentile(count.durations, 0.5),
    slowMs: percentile(count.durations, 0.99),
    answers: count.answers,
    loadCores: (user + system) / 1e6 / (job.warmUpSeconds + job.seconds),
  };
}

interface Count {
  answers: number;
  readonly durations: number[];
  readonly countFrom: number;
  readonly countUntil: number;
}

/**
 * One client: sends the next request as soon as it has a response, until the time is over. It uses callbacks,
 * which cost less than promises.
 */
async function runClient(
  { url, kind }: { url: string; kind: LoadJob['kind'] },
  count: Count,
  nextRequest: () => Uint8Array,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let sentAt = 0;
  const connection: Connection = await openConnection(url, {
    onError: reject,
    onAnswer(status) {
      const now = performance.now();
      if (status !== 200) return reject(new Error(`${kind} answered ${status}`));
      count.answers += 1;
      // A round that was too short for any answer takes the first that comes.
      const isOver = now >= count.countUntil && count.durations.length > 0;
      if (now >= count.countFrom && !isOver) count.durations.push(now - sentAt);
      if (isOver) return resolve();
      sentAt = now;
      connection.send(nextRequest());
    },
  });
  sentAt = performance.now();
  connection.send(nextRequest());
  await promise;
  connection.close();
}

await main();
