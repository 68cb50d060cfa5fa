import { z } from 'zod';

/**
 * Roblox on this machine: its users, Open Cloud and thumbnails APIs over HTTP, with users to edit, requests
 * to check, and faults to play.
 *
 *     const roblox = startRobloxDouble(); roblox.put({ id: 156, username: 'builderman', description: 'hello'
 *     }); roblox.failNext({ kind: 'status', status: 503 }, { times: 2 }); … roblox.requestsTo('users').length
 *     await roblox.stop();
 */
export interface RobloxDouble {
  /** Bases for ROBLOX_USERS_URL, ROBLOX_CLOUD_URL and ROBLOX_THUMBNAILS_URL. */
  readonly usersUrl: string;
  readonly cloudUrl: string;
  readonly thumbnailsUrl: string;
  /** Adds a user or edits the one with this id. A new username makes the one before it a former name. */
  put(user: UserEdit): RobloxDoubleUser;
  /** From now on nobody has this id. */
  remove(id: number): void;
  /**
   * Plays a fault for the next requests, of one API or of any; several faults are played in the order given.
   */
  failNext(fault: Fault, options?: { times?: number; api?: Api }): void;
  /** Every request since the start or the last `reset`. */
  readonly requests: readonly RecordedRequest[];
  requestsTo(api: Api): readonly RecordedRequest[];
  /** Forgets users, requests and faults. */
  reset(): void;
  stop(): Promise<void>;
}

const APIS = ['users', 'cloud', 'thumbnails'] as const;
export type Api = (typeof APIS)[number];

export interface RobloxDoubleUser {
  readonly id: number;
  readonly username: string;
  readonly displayName: string;
  /** The bio, as it is after Roblox's filter. */
  readonly description: string;
  readonly isBanned: boolean;
  /** A search for one of these finds the user too. */
  readonly formerNames: readonly string[];
  /** What the thumbnails API answers, one after the other; the last one stays. */
  readonly pictures: readonly Picture[];
}

type UserEdit = Pick<RobloxDoubleUser, 'id'> & Partial<RobloxDoubleUser>;

export interface Picture {
  readonly state: 'Completed' | 'Pending' | 'Blocked' | 'Error' | 'InReview' | 'TemporarilyUnavailable';
  readonly imageUrl: string | null;
}

export type Fault =
  /** An error in Roblox's own form; a wait is set by `{ 'retry-after': '2' }`. */
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Record<string, string> }
  /** An error page, as Roblox's edge sends it. */
  | { readonly kind: 'html'; readonly status: number }
  /** Malformed JSON, or nonsense; the status is 200 unless given. */
  | { readonly kind: 'body'; readonly body: string; readonly status?: number }
  /** The right answer, but only after a while. */
  | { readonly kind: 'delay'; readonly delayMs: number }
  /** The connection breaks off before there is an answer. */
  | { readonly kind: 'drop' };

export interface RecordedRequest {
  readonly api: Api;
  readonly method: string;
  /** Path and query, without the base. */
  readonly path: string;
  readonly headers: Headers;
  readonly body: string;
}

type Users = Map<number, RobloxDoubleUser>;

const searchSchema = z.object({
  usernames: z.array(z.string()),
  excludeBannedUsers: z.boolean().default(false),
});
const JSON_TYPE = { 'content-type': 'application/json' };
const HTML_TYPE = { 'content-type': 'text/html' };
const CREATED = '2006-02-27T21:06:40.300Z';
const PICTURE: Picture = { state: 'Completed', imageUrl: 'https://tr.rbxcdn.com/30DAY-Avatar/150/150/Png' };

export function startRobloxDouble(): RobloxDouble {
  const users: Users = new Map();
  const requests: RecordedRequest[] = [];
  const faults: { fault: Fault; api: Api | undefined }[] = [];

  const takeFault = (api: Api): Fault | undefined => {
    const at = faults.findIndex((planned) => planned.api === undefined || planned.api === api);
    return at < 0 ? undefined : faults.splice(at, 1)[0]?.fault;
  };
  const server = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    async fetch(raw) {
      const request = await record(raw);
      if (!request) return new Response('no such API', { status: 404 });
      requests.push(request);
      const response = await play(takeFault(request.api), request, users);
      // Bun's fetch asks again by itself when a connection it kept from before breaks: keep none, so that a
      // drop is one.
      response.headers.set('connection', 'close');
      return response;
    },
  });
  const base = `http://127.0.0.1:${server.port}`;

  return {
    usersUrl: `${base}/users`,
    cloudUrl: `${base}/cloud`,
    thumbnailsUrl: `${base}/thumbnails`,
    put: (edit) => putUser(users, edit),
    remove: (id) => void users.delete(id),
    failNext(fault, { times = 1, api } = {}) {
      for (let planned = 0; planned < times; planned++) faults.push({ fault, api });
    },
    requests,
    requestsTo: (api) => requests.filter((request) => request.api === api),
    reset() {
      users.clear();
      requests.length = 0;
      faults.length = 0;
    },
    stop: () => server.stop(true),
  };
}

function putUser(users: Users, edit: UserEdit): RobloxDoubleUser {
  const before = users.get(edit.id);
  const username = edit.username ?? before?.username ?? `user${edit.id}`;
  const former = before && before.username !== username ? [before.username] : [];
  const user = {
    displayName: username,
    description: '',
    isBanned: false,
    formerNames: [],
    pictures: [PICTURE],
    ...before,
    ...edit,
    username,
  };
  const kept = { ...user, formerNames: [...user.formerNames, ...former] };
  users.set(kept.id, kept);
  return kept;
}

/** The base picks the API, as the host does at Roblox. */
async function record(raw: Request): Promise<RecordedRequest | null> {
  const { pathname, search } = new URL(raw.url);
  const api = APIS.find((name) => pathname.startsWith(`/${name}/`));
  if (!api) return null;
  const path = pathname.slice(api.length + 1) + search;
  return { api, method: raw.method, path, headers: raw.headers, body: await raw.text() };
}

async function play(fault: Fault | undefined, request: RecordedRequest, users: Users): Promise<Response> {
  switch (fault?.kind) {
    case undefined:
      return answer(request, users);
    case 'status':
      return refuse(request.api, fault.status, fault.headers);
    case 'html':
      return new Response('<html><body>Error</body></html>', { status: fault.status, headers: HTML_TYPE });
    case 'body':
      return new Response(fault.body, { status: fault.status ?? 200, headers: JSON_TYPE });
    case 'delay':
      await Bun.sleep(fault.delayMs);
      return answer(request, users);
    case 'drop':
      // Bun closes the socket of an answer whose stream fails.
      return new Response(new ReadableStream({ pull: (stream) => stream.error() }));
    default:
      return fault satisfies never;
  }
}

function refuse(api: Api, status: number, headers: Record<string, string> = {}): Response {
  const message = `refused with status ${status}`;
  const body = api === 'cloud' ? { code: 'REFUSED', message } : { errors: [{ code: 0, message }] };
  return Response.json(body, { status, headers });
}

function answer(request: RecordedRequest, users: Users): Response {
  const { api, method, path } = request;
  const route = `${method} ${path.replace(/\?.*/, '').replace(/\d+$/, '{id}')}`;
  const user = users.get(Number(/\d+$/.exec(path)?.[0]));
  switch (`${api}: ${route}`) {
    case 'users: POST /v1/usernames/users':
      return findByNames(request.body, users);
    case 'users: GET /v1/users/{id}':
      return user ? Response.json(toAccount(user)) : refuse(api, 404);
    case 'cloud: GET /cloud/v2/users/{id}':
      if (!request.headers.has('x-api-key')) return refuse(api, 401);
      return user ? Response.json(toCloudUser(user)) : refuse(api, 404);
    case 'thumbnails: GET /v1/users/avatar-headshot':
      return takePictures(path, users);
    default:
      return refuse(api, 404);
  }
}

function findByNames(body: string, users: Users): Response {
  const search = searchSchema.safeParse(JSON.parse(body));
  if (!search.success) return refuse('users', 400);
  const { usernames, excludeBannedUsers } = search.data;
  const data = usernames.flatMap((requestedUsername) => {
    const user = [...users.values()].find((candidate) => hasOrHadName(candidate, requestedUsername));
    if (!user || (user.isBanned && excludeBannedUsers)) return [];
    const { id, username: name, displayName } = user;
    return [{ requestedUsername, hasVerifiedBadge: false, id, name, displayName }];
  });
  return Response.json({ data });
}

function hasOrHadName(user: RobloxDoubleUser, name: string): boolean {
  return [user.username, ...user.formerNames].some((own) => own.toLowerCase() === name.toLowerCase());
}

function toAccount({ id, username: name, displayName, description, isBanned }: RobloxDoubleUser) {
  const rest = { created: CREATED, hasVerifiedBadge: false, externalAppDisplayName: null };
  return { description, isBanned, id, name, displayName, ...rest };
}

function toCloudUser({ id, username: name, displayName, description: about }: RobloxDoubleUser) {
  return {
    path: `users/${id}`,
    createTime: CREATED,
    id: String(id),
    name,
    displayName,
    about,
    locale: 'en_us',
  };
}

function takePictures(path: string, users: Users): Response {
  const ids = new URLSearchParams(path.slice(path.indexOf('?'))).get('userIds')?.split(',') ?? [];
  const data = ids.flatMap((id) => {
    const user = users.get(Number(id));
    const [picture, ...later] = user?.pictures ?? [];
    if (!user || !picture) return [];
    if (later.length > 0) users.set(user.id, { ...user, pictures: later });
    return [{ targetId: user.id, ...picture }];
  });
  return Response.json({ data });
}
