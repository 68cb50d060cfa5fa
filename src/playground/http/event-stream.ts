import type { Chat } from './chat.ts';

/** How many pages listen at once. */
const MAX_LISTENERS = 50;
/** How many pieces of news wait for a page that takes none; it then has to begin anew. */
const MAX_WAITING = 1000;
/** A sign of life more often than the server and proxies drop a silent connection. */
const HEARTBEAT_MS = 10_000;

/** Server-sent events for one page after the other: everything as it is, then what changes. */
export function createEventStream(chat: Pick<Chat, 'listen'>): () => Response {
  let listening = 0;
  return () => {
    if (listening >= MAX_LISTENERS)
      return new Response(null, { status: 503, headers: { 'retry-after': '10' } });
    listening += 1;
    const { promise: ended, resolve: end } = Promise.withResolvers<'gone' | 'slow'>();
    const stream = new ReadableStream<string>(
      {
        start(controller) {
          const send = (line: string): void => {
            const isTaken = (controller.desiredSize ?? 0) > 0;
            if (isTaken) controller.enqueue(`${line}\n\n`);
            else end('slow');
          };
          const stop = chat.listen((news) => send(`data: ${JSON.stringify(news)}`));
          const heartbeat = setInterval(() => send(': still here'), HEARTBEAT_MS).unref();
          void ended.then((why) => {
            listening -= 1;
            stop();
            clearInterval(heartbeat);
            if (why === 'slow') controller.close();
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
