import { z } from 'zod';
import { tellerAccount } from '../../bank/engine/ledger.ts';
import { amountsToGoods } from '../../bank/engine/pets.ts';
import { invalid, Refusal } from '../../bank/engine/refusal.ts';
import { robloxUsernameSchema } from '../../bank/verify.ts';
import { depositEndpoints } from '../../http/deposit.ts';
import { defineEndpoint, type Endpoint, GET, POST } from '../../http/endpoint.ts';
import { createEventStream } from '../../http/event-stream.ts';
import { readLanguage } from '../../http/language.ts';
import type { TypedRequest } from '../../http/request.ts';
import { isSameOrigin } from '../../http/same-origin.ts';
import { createGuessLimit } from '../../http/sign-in-limit.ts';
import { tellerEndpoints } from '../../http/teller.ts';
import { withdrawEndpoints } from '../../http/withdraw.ts';
import { LANGUAGES } from '../../messages/languages.ts';
import { createSay } from '../../messages/say.ts';
import type { Playground } from '../chat/playground.ts';
import type { HoldSwitch } from './hold-switch.ts';
import { createPageEndpoints, HIDDEN } from './page.ts';
import type { SessionGuard } from './session-guard.ts';

/* The dispatcher validates its own input: these bounds only keep nonsense away. */
const id = z.string().min(1).max(64);
/** As much as Discord allows in a form. */
const text = z.string().max(6000);
const name = z.string().max(32);
const path = z.array(name).min(1).max(2);
const fields = z.record(name, text).refine((given) => Object.keys(given).length <= 25, 'at most 25');
const message = { memberId: id, messageId: id, channel: z.enum(['bank', 'direct', 'operator']) };
const control = z.strictObject({ memberId: id, controlId: id });

interface PlaygroundEndpointsDependencies {
  readonly playground: Omit<Playground, 'stop' | 'deliver' | 'isPretendId'>;
  readonly guard: SessionGuard;
  /** Where profiles are pretend: only then are the game endpoints on, and can members be staff. */
  readonly game: { readonly holds: HoldSwitch } | null;
}

/**
 * What the playground's page requests. These endpoints are no part of the contract, so no document lists
 * them. The session guard admits them rather than a signature, and those that change something answer only to
 * pages of this server.
 */
export function createPlaygroundEndpoints(
  dependencies: PlaygroundEndpointsDependencies,
): readonly Endpoint[] {
  const { guard, game } = dependencies;
  const hasGame = game !== null;
  const guarded = [
    ...createChatEndpoints(dependencies.playground, hasGame),
    ...(game ? [...gameEndpoints, ...createHoldEndpoints(game.holds)] : []),
  ];
  return [
    ...createPageEndpoints(guard, hasGame),
    ...createSessionEndpoints(guard).map((endpoint) => protect(endpoint)),
    ...guarded.map((endpoint) => protect(endpoint, guard)),
  ];
}

/** Answers only to pages of this server, unless it is a GET, and to browsers that the guard admits. */
const protect = (endpoint: Endpoint, guard?: SessionGuard): Endpoint => ({
  ...endpoint,
  async run(request, ...rest) {
    const { headers } = request.raw;
    if (endpoint.method !== 'GET' && !isSameOrigin(headers))
      return refuse(headers, { status: 403, code: 'cross_site', why: 'me.other-site' });
    if (guard && !guard.admits(headers))
      return refuse(headers, { status: 401, code: 'signed_out', why: 'playground.signed-out' });
    return endpoint.run(request, ...rest);
  },
});

interface Refused {
  readonly status: 401 | 403;
  readonly code: string;
  readonly why: 'me.other-site' | 'playground.signed-out' | 'playground.wrong-token';
}

/** Refuses in the language of the page. */
function refuse(headers: Headers, { status, code, why }: Refused): Response {
  const detail = createSay(readLanguage(headers))(why);
  return Response.json({ status, code, detail }, { status, headers: { 'cache-control': 'no-store' } });
}

/** Defines `POST /playground/<name>`. */
function post<Body>(
  name: string,
  body: z.ZodType<Body>,
  act: (body: Body, headers: Headers) => unknown,
): Endpoint {
  return defineEndpoint(
    { ...POST, ...HIDDEN, path: `/playground/${name}`, body },
    async ({ body, headers }: TypedRequest<Body, unknown, unknown>) => (await act(body, headers)) ?? null,
  );
}

function createSessionEndpoints(guard: SessionGuard): readonly Endpoint[] {
  const withCookie = (cookie: string): Response => Response.json(null, { headers: { 'set-cookie': cookie } });
  const limitGuesses = createGuessLimit();
  const signIn = post('sign-in', z.strictObject({ token: z.string().max(256) }), ({ token }, headers) => {
    const cookie = guard.signIn(token, headers);
    if (cookie !== undefined) return withCookie(cookie);
    return refuse(headers, { status: 403, code: 'wrong_token', why: 'playground.wrong-token' });
  });
  return [
    { ...signIn, run: (request, ...rest) => limitGuesses(request, () => signIn.run(request, ...rest)) },
    post('sign-out', z.strictObject({}), (_, headers) => withCookie(guard.signOut(headers))),
  ];
}

/** Who the pretend members are, and what they are answered in. */
const createMemberEndpoints = (
  { join, speak }: Pick<Playground, 'join' | 'speak'>,
  hasGame: boolean,
): readonly Endpoint[] => [
  post('members', z.strictObject({ name: robloxUsernameSchema, isStaff: z.boolean() }), (member) => {
    if (member.isStaff && !hasGame) throw invalid('isStaff', 'only where ROBLOX=sandbox');
    return join(member);
  }),
  post('language', z.strictObject({ memberId: id, language: z.enum(LANGUAGES) }), (choice) =>
    speak(choice.memberId, choice.language),
  ),
];

function createChatEndpoints(
  playground: PlaygroundEndpointsDependencies['playground'],
  hasGame: boolean,
): readonly Endpoint[] {
  const { sendText, runCommand, complete, findForm, press } = playground;
  const openStream = createEventStream(playground.subscribe);
  return [
    ...createMemberEndpoints(playground, hasGame),
    post('messages', z.strictObject({ ...message, typed: text.min(1) }), sendText),
    post('commands', z.strictObject({ ...message, path, options: fields }), runCommand),
    post('complete', z.strictObject({ memberId: id, path, option: name, typed: text }), complete),
    post('form', control, ({ memberId, controlId }) => findForm(memberId, controlId)),
    post('press', control.extend({ values: z.array(text).max(25), fields }), (body) =>
      press(body.memberId, body.controlId, { values: body.values, fields: body.fields }),
    ),
    defineEndpoint({ ...GET, ...HIDDEN, path: '/playground/events' }, async ({ headers }) => {
      playground.greet(readLanguage(headers));
      return openStream();
    }),
    createFileEndpoint(playground),
  ];
}

function createFileEndpoint({ file: findFile }: Pick<Playground, 'file'>): Endpoint {
  const params = z.object({ id: z.string().max(64) });
  return defineEndpoint({ ...GET, ...HIDDEN, path: '/playground/files/{id}', params }, async (input) => {
    const file = findFile(input.params.id);
    if (!file) throw new Refusal('not_found');
    const download = `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`;
    return new Response(Buffer.from(file.bytes), {
      headers: {
        'content-type': file.type,
        'content-disposition': file.type === 'image/png' ? 'inline' : download,
        'cache-control': 'private, max-age=3600, immutable',
        'x-content-type-options': 'nosniff',
      },
    });
  });
}

/** Whether deposits wait, as in production. */
function createHoldEndpoints(holds: HoldSwitch): readonly Endpoint[] {
  const path = '/playground/game/holds';
  return [
    defineEndpoint({ ...GET, ...HIDDEN, path }, async () => ({ isOn: holds.isOn() })),
    post('game/holds', z.strictObject({ isOn: z.boolean() }), ({ isOn }) => {
      holds.set(isOn);
      return { isOn: holds.isOn() };
    }),
  ];
}

/** The teller in the pretend game, whoever plays it. */
const TELLER = 'playground';

/** The game's side: the endpoints of a real teller, called as this one, and what it holds by the ledger. */
const gameEndpoints: readonly Endpoint[] = [
  ...[...depositEndpoints, ...withdrawEndpoints, ...tellerEndpoints]
    .filter(({ scopes }) => scopes.includes('teller'))
    .map(
      (endpoint): Endpoint => ({
        ...endpoint,
        path: `/playground/game${endpoint.path}`,
        scopes: [],
        run: (request, ...rest) => endpoint.run({ ...request, caller: { by: TELLER } }, ...rest),
      }),
    ),
  defineEndpoint({ ...GET, ...HIDDEN, path: '/playground/game/holdings' }, async (_, { book }) => {
    const [balances, { seq }] = await Promise.all([book.reads.tellerBalances(), book.reads.head()]);
    const held = balances.filter(({ account }) => account === tellerAccount(TELLER));
    return { seq, ...amountsToGoods(held.map(({ asset, amount }) => [asset, -amount] as const)) };
  }),
];
