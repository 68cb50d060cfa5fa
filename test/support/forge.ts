import { createHash, createHmac } from 'node:crypto';
import { TELLER, type TestKey } from './keys.ts';

/** The parameters of a signature, each as it is usually written behind the list of components. */
export interface UsualParameters {
  readonly created: string;
  readonly nonce: string;
  readonly keyid: string;
  readonly alg: string;
}
interface Written {
  readonly input: string;
  readonly signature: string;
}

/** How a request differs from a right one. Its signature fits whatever it says is covered. */
export interface Forgery {
  readonly key?: TestKey;
  readonly method?: string;
  readonly target?: string;
  /** The bytes that are sent; null for none. */
  readonly body?: string | null;
  /** The value of Content-Digest; null for none. */
  readonly digest?: string | null;
  readonly label?: string;
  /** The covered components, as they are written. */
  readonly components?: readonly string[];
  /** The list of components as Signature-Input has it, where it isn't the one that was really covered. */
  readonly listed?: readonly string[];
  readonly parameters?: (usual: UsualParameters) => string;
  /** The last word on Signature-Input and Signature; '' leaves the header out. */
  readonly write?: (right: Written) => Written;
}

export const CHECK = '{"robloxUserId":156,"gems":1}';

export function digestOf(text: string | Uint8Array): string {
  return `sha-256=:${createHash('sha256').update(text).digest('base64')}:`;
}

/** A signed request in the bank's profile but for the forgery; by default a teller's /deposit/check. */
export function forge(forgery: Forgery, createdSeconds: number): { target: string; init: RequestInit } {
  const { target = '/deposit/check', method = 'POST', body = CHECK } = forgery;
  const { digest = body === null ? null : digestOf(body), write = (right) => right } = forgery;
  const { input, signature } = write(signed(forgery, { target, method, digest }, createdSeconds));
  const headers = new Headers({ 'content-type': 'application/json' });
  if (digest !== null) headers.set('content-digest', digest);
  if (input !== '') headers.set('signature-input', input);
  if (signature !== '') headers.set('signature', signature);
  return { target, init: { method, headers, ...(body === null ? {} : { body }) } };
}

function signed(
  { key = TELLER, label = 'bank', components, listed, parameters = inOrder }: Forgery,
  { target, method, digest }: { target: string; method: string; digest: string | null },
  createdSeconds: number,
): Written {
  const [path = '', query] = target.split(/(?=\?)/);
  const values = new Map([
    ['"@method"', method],
    ['"@path"', path],
    ['"@query"', query ?? '?'],
    ['"content-digest"', digest ?? ''],
    ['"content-type"', 'application/json'],
  ]);
  const isUsual = (name: string): boolean =>
    name === '"@query"'
      ? query !== undefined
      : name === '"content-digest"'
        ? digest !== null
        : name !== '"content-type"';
  const names = components ?? [...values.keys()].filter(isUsual);
  const usual = {
    created: `;created=${createdSeconds}`,
    nonce: `;nonce="${crypto.randomUUID()}"`,
    keyid: `;keyid="${key.id}"`,
    alg: ';alg="hmac-sha256"',
  };
  const params = `(${(listed ?? names).join(' ')})${parameters(usual)}`;
  const lines = names.map((name) => `${name}: ${values.get(name.replace(/;.*/, '')) ?? ''}`);
  const base = [...lines, `"@signature-params": ${params}`].join('\n');
  const code = createHmac('sha256', key.secret).update(base).digest('base64');
  return { input: `${label}=${params}`, signature: `${label}=:${code}:` };
}

const inOrder = ({ created, nonce, keyid, alg }: UsualParameters): string => created + nonce + keyid + alg;
