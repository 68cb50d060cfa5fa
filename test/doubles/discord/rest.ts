import { ApiError, refusal } from './api-error.ts';
import { readBody } from './body.ts';
import { type Fault, type Faults, rateLimited } from './faults.ts';
import type { Routes } from './routes/route.ts';
import type { World } from './world.ts';

export interface Rest {
  readonly url: string;
  /** Every request since the start: its route, and its path with ids. */
  readonly requests: readonly { readonly route: string; readonly path: string }[];
  /** Nobody listens any more, until `goOnline`. */
  goOffline(): Promise<void>;
  goOnline(): void;
}

/** Routes that carry a token of their own in their path, and need none of the bot's. */
const OPEN = ['/interactions/', '/webhooks/'];
const PREFIX = /^\/api\/v10/;

interface RestServer {
  readonly world: World;
  readonly routes: Routes;
  readonly faults: Faults;
  readonly requests: { readonly route: string; readonly path: string }[];
}

export function startRest(world: World, routes: Routes, faults: Faults): Rest {
  const rest: RestServer = { world, routes, faults, requests: [] };
  const listen = (port: number) =>
    Bun.serve({ port, hostname: '127.0.0.1', fetch: (request) => receive(rest, request) });
  let server = listen(0);
  const port = server.port ?? 0;
  return {
    url: `http://127.0.0.1:${port}/api`,
    requests: rest.requests,
    goOffline: () => server.stop(true),
    goOnline() {
      server = listen(port);
    },
  };
}

async function receive(rest: RestServer, request: Request): Promise<Response> {
  const url = new URL(request.url);
  const path = url.pathname.replace(PREFIX, '');
  const found = findRoute(rest.routes, request.method, path);
  const route = found?.route ?? `${request.method} ${path}`;
  rest.requests.push({ route, path });
  await rest.faults.pass(route);
  const fault = rest.faults.take(route);
  const isSkipped = fault && !('isDone' in fault && fault.isDone);
  const response = isSkipped
    ? new Response()
    : await answer(rest, { request, found, path, query: url.searchParams });
  const played = fault ? play(fault) : response;
  // Bun's fetch sends again by itself when a connection it kept from before breaks: keep none, so that a drop
  // is one.
  played.headers.set('connection', 'close');
  rest.world.changes.announce();
  return played;
}

interface Arrived {
  readonly request: Request;
  readonly found: ReturnType<typeof findRoute>;
  readonly path: string;
  readonly query: URLSearchParams;
}

async function answer(
  { world, routes }: RestServer,
  { request, found, path, query }: Arrived,
): Promise<Response> {
  try {
    const isOpen = OPEN.some((start) => path.startsWith(start));
    const isKnown = request.headers.get('authorization') === `Bot ${world.token}`;
    if (!isOpen && !isKnown) throw refusal('unauthorized', { isWanted: true });
    const handle = found && routes[found.route];
    if (!handle) throw refusal('notFound');
    const { status, body } = handle(world, { ...(await readBody(request)), params: found.params, query });
    return body === undefined ? new Response(null, { status }) : Response.json(body, { status });
  } catch (error) {
    // A mistake of the double's own is recorded like one of the bot's: the test fails, and names it.
    const apiError = error instanceof ApiError ? error : new ApiError(500, 0, `The double failed: ${error}`);
    return refuse(world, `${request.method} ${path}`, apiError);
  }
}

function refuse(world: World, request: string, { status, code, message, details }: ApiError): Response {
  const { errors, problems = [], isWanted = false } = details;
  world.refused.push({ request, status, code, message, problems, isWanted });
  return Response.json({ message, code, ...(errors === undefined ? {} : { errors }) }, { status });
}

function play(fault: Fault): Response {
  switch (fault.kind) {
    case 'rate limit':
      return rateLimited(fault);
    case 'status':
      if (fault.status === 400)
        return Response.json({ message: 'Invalid Form Body', code: 50_035 }, { status: 400 });
      return new Response('upstream connect error', { status: fault.status });
    case 'drop':
      // Bun closes the socket of an answer whose stream fails.
      return new Response(new ReadableStream({ pull: (stream) => stream.error() }));
    default:
      return fault satisfies never;
  }
}

function findRoute(routes: Routes, method: string, path: string) {
  const segments = path.split('/');
  // A route that names its part ("@me") comes before one that takes any.
  const fitting = Object.keys(routes)
    .map((route) => ({ route, params: match(route, method, segments) }))
    .filter((candidate) => candidate.params !== null)
    .sort((a, b) => Object.keys(a.params ?? {}).length - Object.keys(b.params ?? {}).length);
  const [best] = fitting;
  return best?.params ? { route: best.route, params: best.params } : undefined;
}

function match(route: string, method: string, segments: readonly string[]): Record<string, string> | null {
  const [wanted, pattern = ''] = route.split(' ');
  const steps = pattern.split('/');
  if (wanted !== method || steps.length !== segments.length) return null;
  const params: Record<string, string> = {};
  for (const [index, step] of steps.entries()) {
    const part = decodeURIComponent(segments[index] ?? '');
    if (step.startsWith(':')) params[step.slice(1)] = part;
    else if (step !== part) return null;
  }
  return params;
}
