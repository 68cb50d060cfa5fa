/** How many pages may be connected at once. */
const MAX_STREAMS = 50;
/** How many events wait for a page that reads none; it then has to connect again. */
const MAX_WAITING = 1000;
/** Shorter than the time after which the server and proxies drop a silent connection. */
const HEARTBEAT_MS = 10_000;

/** Hears of events until what it returns is called. */
export type Subscribe = (listener: (event: unknown) => void) => () => void;

/** What a stream may ask besides. */
interface StreamOptions {
  /** Asked at each heartbeat: where it resolves to false, the stream ends. */
  readonly isAdmitted?: () => Promise<boolean>;
}

/** Returns a function that opens a stream of server-sent events: the current state, then every change. */
export function createEventStream(subscribe: Subscribe): (options?: StreamOptions) => Promise<Response> {
  let open = 0;
  return async ({ isAdmitted = async () => true } = {}) => {
    if (open >= MAX_STREAMS) return new Response(null, { status: 503, headers: { 'retry-after': '10' } });
    open += 1;
    const { promise: ended, resolve: end } = Promise.withResolvers<'gone' | 'closed'>();
    const stream = new ReadableStream<string>(
      {
        start(controller) {
          const send = (line: string): void => {
            if ((controller.desiredSize ?? 0) > 0) controller.enqueue(`${line}\n\n`);
            else end('closed');
          };
          const unsubscribe = subscribe((event) => send(`data: ${JSON.stringify(event)}`));
          const beat = async (): Promise<void> =>
            (await isAdmitted().catch(() => true)) ? send(': still here') : end('closed');
          const heartbeat = setInterval(beat, HEARTBEAT_MS).unref();
          void ended.then((reason) => {
            open -= 1;
            unsubscribe();
            clearInterval(heartbeat);
            if (reason === 'closed') controller.close();
          });
        },
        cancel: () => end('gone'),
      },
      new CountQueuingStrategy({ highWaterMark: MAX_WAITING }),
    );
    return new Response(stream, {
      headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' },
    });
  };
}
