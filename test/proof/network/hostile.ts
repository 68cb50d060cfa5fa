import type { Answer } from '../../../src/cli/signed-client.ts';
import { errorCode } from '../../../src/error-code.ts';
import { ask } from '../crash/ask.ts';
import type { Dice } from '../dice.ts';
import type { Field } from '../mongo/play.ts';

/** What becomes of a request on its way. */
const FATES = ['request lost', 'answer lost', 'doubled', 'held up', 'carried'] as const;
export type Fate = (typeof FATES)[number];

/** A network on which one request in ten gets lost, one comes twice, and one is overtaken by others. */
export interface HostileNetwork extends Field {
  /** Where clients reach the bank over it. */
  readonly url: string;
  /** How many requests met each fate. */
  readonly fates: ReadonlyMap<Fate, number>;
  end(): Promise<void>;
}

/** The longest that the network keeps a message, and that a client waits for the answer to that. */
const MAX_HELD_MS = 400;
/** Clients of a busy machine may take their time. */
const IDLE_SECONDS = 120;
/** What a gateway answers in place of a bank from which it hears nothing in time. */
const GATEWAY_TIMEOUT = 504;

/**
 * Stands between clients and the bank at `url`, as a gateway that is as bad as its network. `mayBeLate`: the
 * bank's database may be slower than the bank waits, so that it says when to come again.
 */
export function openHostileNetwork(url: string, dice: Dice, { mayBeLate = false } = {}): HostileNetwork {
  const fates = new Map<Fate, number>();
  const nextFate = shuffleFates(dice);
  const errors: string[] = [];
  /** Copies of which a client may not have heard, by what they ask for. */
  const unheard = new Map<string, Promise<unknown>[]>();
  const timeout = (): Response => new Response(null, { status: GATEWAY_TIMEOUT });

  async function deliver(message: Message, afterMs = 0): Promise<Response> {
    await Bun.sleep(afterMs);
    const { target, ...init } = message;
    // As it is: what a client takes compressed is compressed for it, and nothing else.
    const response = await fetch(`${url}${target}`, { ...init, decompress: false }).catch(hearNothing);
    if (!response) return timeout();
    const isLate = mayBeLate && response.status === 503 && response.headers.has('retry-after');
    if (response.status >= 500 && !isLate) errors.push(`${target} was answered ${response.status}`);
    return new Response(await response.arrayBuffer(), response);
  }

  /** Returns what the client hears. */
  async function carry(message: Message): Promise<Response> {
    const fate = nextFate();
    fates.set(fate, (fates.get(fate) ?? 0) + 1);
    if (fate === 'request lost') return timeout();
    const isHeld = fate === 'held up';
    const copies = [deliver(message, isHeld ? dice.below(MAX_HELD_MS) : 0)];
    if (fate === 'doubled') copies.push(deliver(message, dice.below(MAX_HELD_MS)));
    const content = contentOf(message.target, message.body);
    const ends = copies.map((copy) => copy.then(() => undefined));
    if (fate !== 'carried') unheard.set(content, [...(unheard.get(content) ?? []), ...ends]);
    if (fate === 'answer lost') return timeout();
    return Promise.race(isHeld ? [...copies, Bun.sleep(dice.below(MAX_HELD_MS)).then(timeout)] : copies);
  }

  const gateway = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    idleTimeout: IDLE_SECONDS,
    fetch: async (request) => carry(await readMessage(request)),
  });
  const here = `http://127.0.0.1:${gateway.port}`;

  return {
    fates,
    errors,
    url: here,
    addresses: async () => [url],
    answered: () => undefined,
    async ask(key, request) {
      const answer = await ask(here, key, request);
      if (isSilence(answer)) return null;
      const content = contentOf(request[1], JSON.stringify(request[2]));
      const copies = unheard.get(content);
      if (answer.status === 200 || !copies) return answer;
      // A refusal isn't kept: what was refused just now may have been granted to another copy, or may yet be.
      await Promise.all(copies);
      unheard.delete(content);
      return null;
    },
    async settle() {
      await Promise.all([...unheard.values()].flat());
      return [{ url }];
    },
    end: () => gateway.stop(true),
  };
}

/** A bank ends a connection that was idle, and now and then a request is on its way by then. */
function hearNothing(error: unknown): null {
  if (errorCode(error) !== 'ECONNRESET') throw error;
  return null;
}

interface Message {
  readonly method: string;
  readonly target: string;
  readonly headers: Headers;
  readonly body: string | undefined;
}

async function readMessage(request: Request): Promise<Message> {
  const { pathname, search } = new URL(request.url);
  const headers = new Headers(request.headers);
  if (!headers.has('accept-encoding')) headers.set('accept-encoding', 'identity');
  const body = (await request.text()) || undefined;
  return { method: request.method, target: `${pathname}${search}`, headers, body };
}

const contentOf = (target: string, body: string | undefined): string => `${target} ${body ?? ''}`;

/** What twenty requests in a row meet: no run is without a fate because chance left it out. */
const TWENTY: readonly Fate[] = [
  ...(['request lost', 'answer lost', 'doubled', 'doubled', 'held up', 'held up'] as const),
  ...Array.from({ length: 14 }, () => 'carried' as const),
];

/** Returns a function that deals them, in another order each time. */
function shuffleFates(dice: Dice): () => Fate {
  let left: Fate[] = [];
  return () => {
    if (left.length === 0) left = [...TWENTY];
    const [fate = 'carried'] = left.splice(dice.below(left.length), 1);
    return fate;
  };
}

/** Whoever hears nothing, or that another copy was there first, signs the same anew. */
const isSilence = ({ status, body }: Answer): boolean =>
  status === GATEWAY_TIMEOUT || (status === 409 && Object(body).code === 'replayed');
