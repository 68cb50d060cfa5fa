/** A name or an address, with any port: nothing that could end it and begin a path. */
const PLAIN_HOST = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i;

/** Whether the request has one `Host`, and it is one: else the path can't be told in the request's URL. */
export const hasPlainHost = ({ headers }: Request): boolean => PLAIN_HOST.test(headers.get('host') ?? '');

/** As Bun answers a request without any `Host`: it is no HTTP that the contract speaks of. */
export const refuseHost = (requestId: string): Response =>
  new Response(null, { status: 400, headers: { 'x-request-id': requestId, connection: 'close' } });

/**
 * Whether a parameter stands for another folder, also escaped: in the URL that Bun makes of a request, it has
 * changed the path that was routed.
 */
export const hasDotSegment = (params: unknown): boolean =>
  Object.values(params ?? {}).some((param) => param === '.' || param === '..');
