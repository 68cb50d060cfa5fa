import type { TestBank } from '../../support/bank.ts';
import type { TestKey } from '../../support/keys.ts';
import { type RawAnswer, sendRaw } from '../../support/raw.ts';
import { type Attempt, sign } from '../../support/send.ts';

/** A part of a request as it goes over the wire; each character stands for one byte. */
export interface Part {
  readonly place: Place;
  readonly text: string;
}
export type Place = 'method' | 'path' | 'query' | 'body' | `${HeaderName} name` | `${HeaderName} value`;
export type HeaderName = 'content-digest' | 'content-type' | 'signature-input' | 'signature';

const HEADER_NAMES = ['content-digest', 'content-type', 'signature-input', 'signature'] as const;

/** The parts of a signed request, in their order. What stands between name and value belongs to the value. */
export function signedParts(bank: TestBank, key: TestKey, attempt: Attempt): readonly Part[] {
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

export const textAt = (parts: readonly Part[], place: Place): string =>
  parts.find((part) => part.place === place)?.text ?? '';

/** Sends the parts on a connection of their own; the length is that of the body, whatever became of it. */
export function sendParts(url: string, parts: readonly Part[]): Promise<RawAnswer> {
  const [method, path, query, body] = (['method', 'path', 'query', 'body'] as const).map((place) =>
    textAt(parts, place),
  );
  const ofHeaders = parts.filter(({ place }) => place.includes(' '));
  const headers = ofHeaders
    .map(({ place, text }) => (place.endsWith(' name') ? `${text}:` : `${text}\r\n`))
    .join('');
  const length = body === undefined || body === '' ? '' : `content-length: ${body.length}\r\n`;
  const head = `${method} ${path}${query} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n${length}${headers}\r\n`;
  return sendRaw(url, Buffer.from(`${head}${body}`, 'latin1'));
}
