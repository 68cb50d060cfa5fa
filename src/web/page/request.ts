/** What the server says of a request that it refused. */
interface Problem {
  readonly code?: string;
  readonly detail?: string;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
  readonly requestId?: string;
}

/** How a page says what went wrong. */
interface Wording {
  readonly noAnswer: () => string;
  readonly explain: (problem: Problem, status: number) => string;
}

type Request = <Answer>(path: string, init?: RequestInit) => Promise<Answer>;

/**
 * Makes what requests something of this very server, whose answer is not validated: page and server are of
 * one version. A request rejects with RequestError.
 */
export function createRequest({ noAnswer, explain }: Wording): Request {
  return async (path, init) => {
    const response = await fetch(path, init).catch((cause) => {
      throw new RequestError(noAnswer(), 0, { cause });
    });
    if (response.ok) return response.json();
    const problem: Problem = await response.json().catch(() => ({}));
    throw new RequestError(explain(problem, response.status), response.status);
  };
}

/** The server refused a request or did not answer; `message` tells people why. */
export class RequestError extends Error {
  override readonly name = 'RequestError';

  constructor(
    message: string,
    /** 0 where there was no answer. */
    readonly status: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export const toJson = (method: 'POST' | 'PUT', body: unknown): RequestInit => ({
  method,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** Every error that a problem lists, with the field that it is about; '' where there is none. */
export const describeErrors = ({ errors = [] }: Problem): string =>
  errors.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('. ');

export const errorText = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Returns a random id. (`crypto.randomUUID` is missing where the page was loaded without TLS.) */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
