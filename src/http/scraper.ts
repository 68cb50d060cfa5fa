import { isSameSecret } from '../same-secret.ts';
import { isForwarded } from './forwarding.ts';
import { problem } from './problem.ts';
import type { ArrivedRequest } from './request.ts';

const LOOPBACK = /^(?:::ffff:)?127\.|^::1$/;
const BEARER = /^bearer +(\S+)$/i;
const NEEDS_TOKEN = 'Send the METRICS_TOKEN of this bank as Authorization: Bearer …';

/**
 * Turns everyone away from the metrics but programs on this machine, and who has the token. Without a token
 * there is nothing for others, so that a stranger doesn't learn what could be asked for.
 */
export function admitScrapers(token: string | null): (request: ArrivedRequest) => Response | null {
  return ({ requestId, headers, socketAddress }) => {
    if (!isForwarded(headers) && LOOPBACK.test(socketAddress())) return null;
    if (token === null) return problem('not_found', requestId);
    const [, given = ''] = BEARER.exec(headers.get('authorization') ?? '') ?? [];
    if (isSameSecret(given, token)) return null;
    return problem('unauthorized', requestId, {
      detail: NEEDS_TOKEN,
      headers: { 'www-authenticate': 'Bearer' },
    });
  };
}
