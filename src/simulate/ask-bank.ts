/** An answer of the bank's. */
export interface BankAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** Sends a signed request; without a body, `body` is left out. Rejects where the bank can't be reached. */
export type SendSigned = (
  key: { readonly id: string; readonly secret: string },
  request: { readonly method: string; readonly target: string; readonly body?: unknown },
) => Promise<BankAnswer>;

/** Asks until there is an answer that is more than "not now": what a web site does for its members. */
export type AskBank = (method: 'GET' | 'POST', target: string, body?: unknown) => Promise<BankAnswer>;
