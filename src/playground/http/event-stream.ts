import type { Playground } from '../chat/playground.ts';

/** How many pages may be connected at once. */
const MAX_STREAMS = 50;
/** How many events wait for a page that reads none; it then has to connect again. */
const MAX_WAITING = 1000;
/** Shorter than the time after which the server and proxies drop a silent connection. */
const HEARTBEAT_MS = 10_000;

/** Returns a function that opens a stream of server-sent events: the current state, then every change. */
export function createEventStream({ subscribe }: Pick<Playground, 'subscribe'>): () => Response {
  let open = 0;
  return () => {
    if (open >= MAX_STREAMS) return new Response(null, { status: 503, headers: { 'retry-after': '10' } });
    open += 1;
    const { promise: ended, resolve: end } = Promise.withResolvers<'gone' | 'slow'>();
    const stream = new ReadableStream<string>(
      {
        start(controller) {
          const send = (line: string): void => {
            if ((controller.desiredSize ?? 0) > 0) controller.enqueue(`${line}\n\n`);
            else end('slow');
          };
          const unsubscribe = subscribe((event) => send(`data: ${JSON.stringify(event)}`));
          const heartbeat = setInterval(() => send(': still here'), HEARTBEAT_MS).unref();
          void ended.then((reason) => {
            open -= 1;
            unsubscribe();
            clearInterval(heartbeat);
            if (reason === 'slow') controller.close();
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
