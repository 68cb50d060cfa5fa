import type { TestBank } from '../../support/bank.ts';
import { API_KEYS, type TestKey } from '../../support/keys.ts';
import { type RawAnswer, sendRaw } from '../../support/raw.ts';
import { type Attempt, sign } from '../../support/send.ts';

/** A component of a request as it goes over the wire; each character is one byte. */
export interface Component {
  readonly place: Place;
  readonly text: string;
}
export type Place = 'method' | 'path' | 'query' | 'body' | `${HeaderName} name` | `${HeaderName} value`;
export type HeaderName = 'content-digest' | 'content-type' | 'signature-input' | 'signature';

const HEADER_NAMES = ['content-digest', 'content-type', 'signature-input', 'signature'] as const;

/** The components of a signed request, in order. What is between name and value belongs to the value. */
export function signedComponents(bank: TestBank, key: TestKey, attempt: Attempt): readonly Component[] {
  const { method, target, body } = attempt;
  const headers = sign(bank, key, attempt);
  const [path = '', query] = target.split(/(?=\?)/);
  return [
    { place: 'method', text: method },
    { place: 'path', text: path },
    ...(query === undefined ? [] : [{ place: 'query', text: query } as const]),
    ...HEADER_NAMES.filter((name) => headers[name] !== undefined).flatMap((name) => [
      { place: `${name} name`, text: name } as const,
      { place: `${name} value`, text: ` ${headers[name]}` } as const,
    ]),
    ...(body === undefined ? [] : [{ place: 'body', text: body } as const]),
  ];
}

export const textAt = (components: readonly Component[], place: Place): string =>
  components.find((component) => component.place === place)?.text ?? '';

/** Sends the components on a connection of their own; the length is that of the body. */
export function sendComponents(url: string, components: readonly Component[]): Promise<RawAnswer> {
  const [method, path, query, body] = (['method', 'path', 'query', 'body'] as const).map((place) =>
    textAt(components, place),
  );
  const ofHeaders = components.filter(({ place }) => place.includes(' '));
  const headers = ofHeaders
    .map(({ place, text }) => (place.endsWith(' name') ? `${text}:` : `${text}\r\n`))
    .join('');
  const length = body === undefined || body === '' ? '' : `content-length: ${body.length}\r\n`;
  const start = `${method} ${path}${query} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n`;
  const head = `${start}${length}${headers}\r\n`;
  return sendRaw(url, Buffer.from(`${head}${body}`, 'latin1'));
}

/** May do everything, so that nothing but the signature is in the way. */
export const MASTER: TestKey = {
  id: 'master',
  secret: `pbsk_${'m4ster-K3y'.repeat(4)}`,
  scopes: 'teller+member+read+admin',
};

/** The environment of a bank with the master's key beside the others. */
export const MASTERED = {
  API_KEYS: `${API_KEYS},${MASTER.id}:${MASTER.secret}:${MASTER.scopes}`,
} as const;
