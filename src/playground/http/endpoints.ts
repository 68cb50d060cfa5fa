import { z } from 'zod';
import { invalid, Refusal } from '../../bank/engine/refusal.ts';
import { defineEndpoint, type Endpoint, GET, POST } from '../../http/endpoint.ts';
import type { TypedRequest } from '../../http/request.ts';
import type { Chat } from './chat.ts';
import { createEventStream } from './event-stream.ts';
import { gameEndpoints } from './game.ts';
import * as input from './input.ts';
import { createPageEndpoints, HIDDEN, type PlaygroundPages } from './pages.ts';
import type { SessionGuard } from './session-guard.ts';
import { isSameOrigin } from './session-guard.ts';

export interface PlaygroundEndpointsDependencies {
  readonly chat: Chat;
  readonly guard: SessionGuard;
  readonly pages: PlaygroundPages;
  /** Whether profiles are pretend: only there is the game's side played, and is anyone staff. */
  readonly hasGame: boolean;
}

/**
 * What the page of the playground asks for. These endpoints are no part of the contract, so no page lists
 * them. They are let in by the door rather than by a signature, and what changes something only from a page
 * of this server.
 */
export function createPlaygroundEndpoints(
  dependencies: PlaygroundEndpointsDependencies,
): readonly Endpoint[] {
  const { guard, pages, hasGame } = dependencies;
  const inside = [...createChatEndpoints(dependencies), ...(hasGame ? gameEndpoints : [])];
  return [
    ...createPageEndpoints(pages, { door: guard, hasGame }),
    ...createSigningEndpoints(guard).map(fromOurPages),
    ...inside.map((endpoint) => fromOurPages(guarded(guard, endpoint))),
  ];
}

const fromOurPages = (endpoint: Endpoint): Endpoint => ({
  ...endpoint,
  run: async (request, ...rest) =>
    endpoint.method === 'GET' || isSameOrigin(request.raw.headers)
      ? endpoint.run(request, ...rest)
      : crossSite(),
});

const guarded = (guard: SessionGuard, endpoint: Endpoint): Endpoint => ({
  ...endpoint,
  run: async (request, ...rest) =>
    guard.admits(request.raw.headers) ? endpoint.run(request, ...rest) : signedOut(),
});

/** `/playground/<name>`: does it with a body of this schema. */
function post<Body>(
  name: string,
  body: z.ZodType<Body>,
  act: (body: Body, headers: Headers) => unknown,
): Endpoint {
  return defineEndpoint(
    { ...POST, ...HIDDEN, path: `/playground/${name}`, body },
    async (request: TypedRequest<Body, unknown, unknown>) =>
      (await act(request.body, request.headers)) ?? null,
  );
}

function createSigningEndpoints(guard: SessionGuard): readonly Endpoint[] {
  const withCookie = (cookie: string): Response => Response.json(null, { headers: { 'set-cookie': cookie } });
  return [
    post('sign-in', input.signIn, ({ token }, headers) => {
      const cookie = guard.signIn(token, headers);
      return cookie === undefined ? wrongToken() : withCookie(cookie);
    }),
    post('sign-out', input.nothing, (_, headers) => withCookie(guard.signOut(headers))),
  ];
}

function createChatEndpoints({ chat, hasGame }: PlaygroundEndpointsDependencies): readonly Endpoint[] {
  return [
    post('members', input.newcomer, (newcomer) => {
      if (newcomer.isStaff && !hasGame) throw invalid('isStaff', 'only where ROBLOX=sandbox');
      return chat.join(newcomer);
    }),
    post('typed', input.typed, chat.type),
    post('asked', input.asked, chat.ask),
    post('complete', input.typing, chat.complete),
    post('form', input.control, ({ memberId, controlId }) => chat.formOf(memberId, controlId)),
    post('press', input.press, ({ memberId, controlId, ...given }) => chat.use(memberId, controlId, given)),
    createEventsEndpoint(chat),
    createFileEndpoint(chat),
  ];
}

function createEventsEndpoint(chat: Chat): Endpoint {
  const subscribe = createEventStream(chat);
  return defineEndpoint({ ...GET, ...HIDDEN, path: '/playground/news' }, async () => subscribe());
}

function createFileEndpoint(chat: Chat): Endpoint {
  const params = z.object({ id: z.string().max(64) });
  return defineEndpoint({ ...GET, ...HIDDEN, path: '/playground/files/{id}', params }, async (asked) => {
    const file = chat.file(asked.params.id);
    if (!file) throw new Refusal('not_found');
    const isPicture = file.type === 'image/png';
    return new Response(Buffer.from(file.bytes), {
      headers: {
        'content-type': file.type,
        'content-disposition': isPicture
          ? 'inline'
          : `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
        'cache-control': 'private, max-age=3600, immutable',
        'x-content-type-options': 'nosniff',
      },
    });
  });
}

/* How the playground says no before anyone is let in. */

const refused = (status: number, code: string, detail: string): Response =>
  Response.json({ status, code, detail }, { status, headers: { 'cache-control': 'no-store' } });

export const crossSite = (): Response =>
  refused(403, 'cross_site', 'Only pages of this very bank may ask for this.');
export const signedOut = (): Response => refused(401, 'signed_out', 'Sign in again: load the page anew.');
export const wrongToken = (): Response =>
  refused(403, 'wrong_token', 'This is not the admin token of this bank.');
