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
  const startedAt = performance.now();
  const count: Round['count'] = { answers: 0, durations: [], countFrom: Number.POSITIVE_INFINITY };
  const cpuBefore = process.cpuUsage();
  let next = 0;
  await Promise.all(
    Array.from({ length: job.clients }, (_, client) => {
      const url = job.urls[client % job.urls.length] ?? '';
      return runClient(url, { job, startedAt, count }, () => prepared(next++));
    }),
  );
  const { user, system } = process.cpuUsage(cpuBefore);
  const cpuSeconds = (user + system) / 1e6;
  return {
    perSecond: count.durations.length / job.seconds,
    medianMs: percentile(count.durations, 0.5),
    slowMs: percentile(count.durations, 0.99),
    answers: count.answers,
    loadCores: cpuSeconds / ((performance.now() - startedAt) / 1000),
    cpuSeconds,
  };
}

/** What all clients share. */
interface Round {
  readonly job: LoadJob;
  readonly startedAt: number;
  readonly count: {
    answers: number;
    /** When the warm-up was over. */
    countFrom: number;
    readonly durations: number[];
  };
}

/**
 * One client: sends the next request as soon as it has a response, until the time is over. It uses callbacks,
 * which cost less than promises.
 */
async function runClient(
  url: string,
  { job, startedAt, count }: Round,
  nextRequest: () => Uint8Array,
): Promise<void> {
  const { kind, warmUp, seconds } = job;
  const warmUntil = startedAt + warmUp.seconds * 1000;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let sentAt = 0;
  const connection: Connection = await openConnection(url, {
    onError: reject,
    onAnswer(status) {
      const now = performance.now();
      if (status !== 200) return reject(new Error(`${kind} answered ${status}`));
      count.answers += 1;
      if (count.countFrom > now && count.answers > warmUp.requests && now >= warmUntil) count.countFrom = now;
      // A round that was too short for any answer takes the first that comes.
      const isOver = now >= count.countFrom + seconds * 1000 && count.durations.length > 0;
      if (isOver) return resolve();
      if (now >= count.countFrom) count.durations.push(now - sentAt);
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
