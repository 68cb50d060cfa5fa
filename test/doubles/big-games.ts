import { EXISTS, PETS, RAPS } from './big-games-samples.ts';
import type { Fault } from './roblox.ts';

/**
 * BIG Games' public API on this machine: lists to change, requests to check, and faults to play.
 *
 *     const bigGames = startBigGamesDouble();
 *     bigGames.lists.raps = [{ category: 'Pet', configData: { id: 'Huge Cat', pt: 1 }, value: 5 }];
 *     bigGames.failNext({ kind: 'html', status: 403 });
 *     …
 *     await bigGames.stop();
 */
export interface BigGamesDouble {
  /** For PS99_API_URL. */
  readonly url: string;
  /** What each endpoint answers from now on; at first, samples with every trap that is known. */
  readonly lists: { pets: readonly unknown[]; raps: readonly unknown[]; exists: readonly unknown[] };
  /** Pictures by the number of their asset; what isn't there is 404. */
  readonly pictures: Map<string, string | Uint8Array<ArrayBuffer>>;
  /** Plays a fault for the next requests; several are played in the order given. */
  failNext(fault: Fault, options?: { times?: number }): void;
  /** Paths that were requested. */
  readonly requests: readonly string[];
  stop(): Promise<void>;
}

export function startBigGamesDouble(): BigGamesDouble {
  const lists: BigGamesDouble['lists'] = { pets: PETS, raps: RAPS, exists: EXISTS };
  const pictures: BigGamesDouble['pictures'] = new Map();
  const faults: Fault[] = [];
  const requests: string[] = [];
  const server = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    async fetch(request) {
      const { pathname } = new URL(request.url);
      requests.push(pathname);
      const response = await play(faults.shift(), () => answer(pathname, lists, pictures));
      // Bun's fetch asks again by itself when a connection it kept from before breaks: keep none, so that a
      // drop is one.
      response.headers.set('connection', 'close');
      return response;
    },
  });
  return {
    url: `http://127.0.0.1:${server.port}`,
    lists,
    pictures,
    failNext(fault, { times = 1 } = {}) {
      for (let planned = 0; planned < times; planned++) faults.push(fault);
    },
    requests,
    stop: () => server.stop(true),
  };
}

function answer(
  path: string,
  { pets, raps, exists }: BigGamesDouble['lists'],
  pictures: BigGamesDouble['pictures'],
): Response {
  const picture = path.startsWith('/image/') ? pictures.get(path.slice('/image/'.length)) : undefined;
  if (picture !== undefined) return new Response(picture, { headers: { 'content-type': 'image/png' } });
  const data = new Map([
    ['/api/collection/Pets', pets],
    ['/api/rap', raps],
    ['/api/exists', exists],
  ]).get(path);
  return data ? Response.json({ status: 'ok', data }) : refuse(404);
}

const refuse = (status: number, headers: Record<string, string> = {}): Response =>
  Response.json(
    { status: 'error', error: { message: `refused with ${status}`, ignore: true } },
    { status, headers },
  );

async function play(fault: Fault | undefined, right: () => Response): Promise<Response> {
  switch (fault?.kind) {
    case undefined:
      return right();
    case 'status':
      return refuse(fault.status, fault.headers);
    case 'html':
      return new Response('<html><body>Just a moment …</body></html>', {
        status: fault.status,
        headers: { 'content-type': 'text/html' },
      });
    case 'body':
      return new Response(fault.body, { status: fault.status ?? 200 });
    case 'delay':
      await Bun.sleep(fault.delayMs);
      return right();
    case 'drop':
      // Bun closes the socket of an answer whose stream fails.
      return new Response(new ReadableStream({ pull: (stream) => stream.error() }));
    default:
      return fault satisfies never;
  }
}
