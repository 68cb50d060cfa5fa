import { expect } from 'bun:test';
import type { z } from 'zod';
import { signatureHeaders } from '../../src/cli/signed-client.ts';
import type { TestBank } from './bank.ts';
import type { TestKey } from './keys.ts';

/** An answer with its body as text and, where it is JSON, as a value. */
export interface Sent {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: unknown;
}

/** A request to sign; what is left out is the time of the bank's clock, and a new nonce. */
export interface Attempt {
  readonly method: string;
  readonly target: string;
  readonly body?: string | undefined;
  readonly createdSeconds?: number;
  readonly nonce?: string;
}

/** The signed headers of an attempt, at the bank's time. */
export function sign(bank: TestBank, key: TestKey, attempt: Attempt): Record<string, string> {
  const { method, target, body = null, nonce = crypto.randomUUID() } = attempt;
  const { createdSeconds = Math.floor(bank.world.at / 1000) } = attempt;
  return signatureHeaders(key, { method, target, body }, { createdSeconds, nonce });
}

/** Sends a request signed by `key`; `headers` come over the signed ones. */
export async function sendSigned(
  bank: TestBank,
  key: TestKey,
  attempt: Attempt,
  headers: Record<string, string> = {},
): Promise<Sent> {
  const { method, target, body } = attempt;
  return send(bank, target, {
    method,
    headers: { ...sign(bank, key, attempt), ...headers },
    ...(body === undefined ? {} : { body }),
  });
}

export async function send(bank: TestBank, target: string, init: RequestInit = {}): Promise<Sent> {
  const response = await bank.askOpenly(target, init);
  const { status, headers } = response;
  const text = await response.text();
  const isJson = text !== '' && (headers.get('content-type')?.includes('json') ?? false);
  return { status, headers, text, body: isJson ? JSON.parse(text) : text };
}

/** The body of an answer that must be a success and just what the schema says, with no field beside it. */
export function read<T>(schema: z.ZodType<T>, { status, body }: { status: number; body: unknown }): T {
  if (status !== 200) throw new Error(`answered ${status}: ${JSON.stringify(body)}`);
  const value = schema.parse(body);
  expect<unknown>(value).toEqual(body);
  return value;
}

/** The body of a response, for tests that check what is in it. */
export const readJson = async (response: Response) => JSON.parse(await response.text());
