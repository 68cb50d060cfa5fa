// Signs what is tried on the API page, with a key that the visitor types. It is held in memory alone, never
// stored and never sent, and gone with the page.

import { type Key, signatureHeaders } from '../../../clients/typescript/index.js';
import { element } from './element.ts';

/** A request as Swagger UI is about to send it; it takes over what changes. */
interface OutgoingRequest {
  readonly url: string;
  readonly method: string;
  readonly body?: string | null;
  /** For the API's own document. */
  readonly loadSpec?: boolean;
  headers: Record<string, string>;
}

/** An answer as Swagger UI shows it; of a 401, the body has the bank's clock, in seconds since 1970. */
interface ShownAnswer {
  readonly status: number;
  readonly body?: { readonly serverTime?: number };
}

/** A clock that is nearer to the bank's than this is right, in seconds: a bank allows 300. */
const CLOCK_STEP = 60;

const NO_KEY =
  'To try a signed request, type a key of this bank. It stays in this page: it is not sent or kept.';
const NO_CRYPTO = 'A browser signs only on pages that it opened by https, or from this machine (localhost).';
const WRONG_CLOCK = "This machine's clock is wrong. Execute once more: it is signed by the bank's clock now.";

const nowSeconds = (): number => Math.floor(Date.now() / 1000);

/** A form for the key, and what signs requests once one is typed. */
export function createSigningKey() {
  const { id, secret, use, drop, state, form } = createForm();
  let key: Key | undefined;
  /** How far the bank's clock is ahead of this machine's, once it has refused a time. */
  let aheadSeconds = 0;

  function take(typed: Key | undefined): void {
    key = typed;
    drop.hidden = !typed;
    secret.value = '';
    state.textContent = typed ? `What you try is signed with ${typed.id}.` : NO_KEY;
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    take({ id: id.value.trim(), secret: secret.value.trim() });
  });
  drop.addEventListener('click', () => take(undefined));
  use.disabled = !window.isSecureContext;
  state.textContent = window.isSecureContext ? NO_KEY : NO_CRYPTO;

  async function sign(request: OutgoingRequest): Promise<OutgoingRequest> {
    if (!key || request.loadSpec) return request;
    const created = nowSeconds() + aheadSeconds;
    request.headers = { ...request.headers, ...(await signedHeaders(key, request, created)) };
    return request;
  }
  function correctClock(answer: ShownAnswer): ShownAnswer {
    const { serverTime } = answer.body ?? {};
    if (answer.status !== 401 || serverTime === undefined) return answer;
    const before = aheadSeconds;
    aheadSeconds = serverTime - nowSeconds();
    if (Math.abs(aheadSeconds - before) > CLOCK_STEP) state.textContent = WRONG_CLOCK;
    return answer;
  }
  return { form, sign, correctClock };
}

function createForm() {
  const id = element('input', { name: 'id', placeholder: 'teller-1', required: true, autocomplete: 'off' });
  const secret = element('input', { name: 'secret', type: 'password', required: true, autocomplete: 'off' });
  const use = element('button', { textContent: 'Sign with it' });
  const drop = element('button', { type: 'button', textContent: 'Forget it', hidden: true });
  const state = element('p', { className: 'key-state', role: 'status' });
  const labels = [element('label', {}, 'Key id', id), element('label', {}, 'Secret', secret)];
  const form = element('form', { className: 'signing-key' }, ...labels, use, drop, state);
  return { id, secret, use, drop, state, form };
}

function signedHeaders(key: Key, { url, method, body = null }: OutgoingRequest, created: number) {
  const { pathname, search } = new URL(url, window.location.href);
  const sent = { method, target: `${pathname}${search}`, body };
  return signatureHeaders(key, sent, { created, nonce: crypto.randomUUID() });
}
