/** Where the library finds mongod, unless MONGOMS_DOWNLOAD_MIRROR says otherwise. */
const MIRROR = process.env.MONGOMS_DOWNLOAD_MIRROR || 'https://fastdl.mongodb.org';
/** How long the mirror may take to say that it is there: on a machine with no network nobody waits for it. */
const REACH_MS = 2_000;
/** How long mongod may take to be downloaded, which happens once for each machine, and to start. */
const START_MS = 240_000;

/**
 * A replica set of the tests' own, where mongod can be had: its address, or undefined. It ends with the
 * process. Tests that come later in the same process find it in MONGODB_TEST_URI.
 */
export async function startOwnMongo(): Promise<string | undefined> {
  if (!(await isReachable())) return undefined;
  const { MongoMemoryReplSet } = await import('mongodb-memory-server-core');
  const started = MongoMemoryReplSet.create({ replSet: { count: 1, storageEngine: 'wiredTiger' } }).then(
    (set) => set.getUri(),
    (error: unknown) => {
      console.warn(`mongod could not be started: ${String(error)}`);
      return undefined;
    },
  );
  const uri = await Promise.race([started, Bun.sleep(START_MS).then(() => undefined)]);
  if (uri !== undefined) process.env.MONGODB_TEST_URI = uri;
  return uri;
}

const isReachable = (): Promise<boolean> =>
  fetch(MIRROR, { method: 'HEAD', signal: AbortSignal.timeout(REACH_MS) }).then(
    () => true,
    () => false,
  );
