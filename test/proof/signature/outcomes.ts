import { documentedEndpoints } from '../../support/documented.ts';
import type { RawAnswer } from '../../support/raw.ts';
import { type Component, textAt } from './wire.ts';

/** What can become of a changed request. */
export type Outcome =
  /** 401: the signature does not hold. */
  | 'unauthorized'
  /** 404: no endpoint has this path and method, which is checked before the signature. */
  | 'not_found'
  /** 415: Content-Type is not signed, but nothing else than JSON is read. */
  | 'unsupported_media_type'
  /** 200: the target is now the first page, which is open to all. */
  | 'open_page'
  /** It is no HTTP that Bun reads: its own 400 or 505 with no word of ours, or a closed connection. */
  | 'unparsable'
  /** It is the signed message still: answered as such, or 409 since it came before. */
  | 'accepted';

export function outcomeOf({ status, headers, text }: RawAnswer): Outcome | `status ${number}: ${string}` {
  const isOurs = headers.has('x-request-id');
  if (Number.isNaN(status) || ((status === 400 || status === 505) && !isOurs)) return 'unparsable';
  if (status === 401) return 'unauthorized';
  if (status === 404 && text.includes('"not_found"')) return 'not_found';
  if (status === 415) return 'unsupported_media_type';
  if (status === 200 && headers.get('content-type')?.startsWith('text/html')) return 'open_page';
  if (status === 200 || (status === 409 && text.includes('"replayed"'))) return 'accepted';
  return `status ${status}: ${text}`;
}

/** What must become of a changed request. */
export function expectedOutcome(right: readonly Component[], changed: readonly Component[]): Outcome {
  if (!isHttp(changed)) return 'unparsable';
  const [method, target] = [textAt(changed, 'method'), targetOf(changed)];
  const path = target.replace(/\?.*/, '');
  if (method === 'GET' && path === '/') return 'open_page';
  // Within an id, the router takes a backslash as it is.
  const sent = `${textAt(changed, 'path')}${textAt(changed, 'query')}`.replace(/\?.*/, '');
  const isThere = [path, sent].some((path) => isKnown(method, path));
  if (!isThere) return 'not_found';
  const [was, is] = [readAsSent(right), readAsSent(changed)];
  const isSigned = [...was].every(([name, value]) => name === 'content-type' || is.get(name) === value);
  if (!isSigned) return 'unauthorized';
  return is.get('content-type') === was.get('content-type') ? 'accepted' : 'unsupported_media_type';
}

/**
 * What is the same message by the rules of HTTP and of addresses, and all that is: names of headers in any
 * case, white space at the ends of their values, the type of the body in any case, and `\` for `/` behind the
 * first in a path.
 */
function readAsSent(components: readonly Component[]): Map<string, string> {
  const read = new Map([
    ['method', textAt(components, 'method')],
    ['target', targetOf(components)],
    ['body', textAt(components, 'body')],
  ]);
  for (const { name, value } of headersOf(components)) {
    const trimmed = value.replaceAll(/^[ \t]+|[ \t]+$/g, '');
    read.set(name.toLowerCase(), name.toLowerCase() === 'content-type' ? trimmed.toLowerCase() : trimmed);
  }
  return read;
}

/** A name ends at the first colon, also where that is a change. */
function headersOf(components: readonly Component[]): { name: string; value: string }[] {
  return components.flatMap(({ place, text }, index) => {
    if (!place.endsWith(' name')) return [];
    const [name = '', ...value] = `${text}:${components[index + 1]?.text ?? ''}`.split(':');
    return [{ name, value: value.join(':') }];
  });
}

function targetOf(components: readonly Component[]): string {
  const [path = '', ...query] = `${textAt(components, 'path')}${textAt(components, 'query')}`.split(/(?=\?)/);
  return `${path.replaceAll('\\', '/')}${query.join('')}`;
}

const METHOD = /^(GET|HEAD|POST|PUT|DELETE|PATCH|OPTIONS)$/;
const TARGET = /^\/[!-\xff]*$/;
const HEADER_NAME = /^[!#$%&'*+.^_`|~\w-]+$/;
const HEADER_VALUE = /^[\t -\xff]*$/;

/**
 * Whether Bun reads it as HTTP. It minds no DEL and no bytes above ASCII, which end in another path or value.
 */
function isHttp(components: readonly Component[]): boolean {
  const target = `${textAt(components, 'path')}${textAt(components, 'query')}`;
  return (
    METHOD.test(textAt(components, 'method')) &&
    TARGET.test(target) &&
    headersOf(components).every(({ name, value }) => HEADER_NAME.test(name) && HEADER_VALUE.test(value))
  );
}

const patterns = documentedEndpoints().map(({ method, path }) => ({
  method,
  pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
}));

/** Whether an endpoint has this path and method. Whoever may GET may ask for the HEAD alone. */
export function isKnown(method: string, path: string): boolean {
  const routedMethod = method === 'HEAD' ? 'GET' : method;
  return patterns.some((pattern) => pattern.method === routedMethod && pattern.pattern.test(path));
}
