import type { Caller } from '../bank/engine/book.ts';

/** What is known of a request before anything of it is checked. */
export interface ArrivedRequest {
  readonly requestId: string;
  readonly headers: Headers;
  /** The address of who sent it here: of the last proxy, where there are any. */
  readonly socketAddress: () => string;
}

/** A request as it came in: nothing of it is believed yet. */
export interface RawRequest {
  readonly requestId: string;
  readonly method: string;
  /** The path by which the endpoint was chosen, undecoded: what is signed must be what is done. */
  readonly path: string;
  /** With its `?`, as sent; null where the URL has none. */
  readonly query: string | null;
  /** What the router cut out of the path. */
  readonly params: unknown;
  readonly headers: Headers;
  readonly body: Uint8Array;
  /** The address of the client; worked out only where it counts. */
  readonly address: () => string;
  /**
   * The headers of its answer, whatever that says, to which the checks add theirs. One list costs as much as
   * each header that is set on a finished response.
   */
  readonly answerHeaders: Record<string, string>;
}

/** A request that passed the checks of signature, rate and scope, and who sent it. */
export interface AuthenticatedRequest {
  readonly raw: RawRequest;
  /** Without a nonce where the endpoint is open to all. */
  readonly caller: Caller;
}

/** A request whose body, query and path parameters have met their schemas. */
export interface TypedRequest<Body, Query, Params> {
  readonly body: Body;
  readonly query: Query;
  readonly params: Params;
  /** As it is for an operation, whose commit uses up the nonce; a query leaves the nonce out. */
  readonly caller: Caller;
  readonly headers: Headers;
}
