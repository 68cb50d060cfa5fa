import { type REFUSALS, refusal } from '../api-error.ts';
import type { Body } from '../body.ts';
import type { World } from '../world.ts';

export interface ApiRequest extends Body {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
}

export interface ApiReply {
  readonly status: number;
  readonly body?: unknown;
}

/** `'POST /channels/:channel/messages'` → what Discord does then. */
export type Routes = Readonly<Record<string, (world: World, request: ApiRequest) => ApiReply>>;

export function ok(body: unknown): ApiReply {
  return { status: 200, body };
}

export const NO_CONTENT: ApiReply = { status: 204 };

/** What a part of the path names, or Discord's refusal of an unknown one. */
export function named<T>(
  things: ReadonlyMap<string, T>,
  request: ApiRequest,
  part: string,
  otherwise: keyof typeof REFUSALS,
): T {
  const thing = things.get(request.params[part] ?? '');
  if (!thing) throw refusal(otherwise);
  return thing;
}
