import type { TestBank } from '../../support/bank.ts';
import { send } from '../../support/send.ts';

interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/**
 * An answer without what differs from one to the next: its own id, and the date. Byte for byte what remains.
 */
export function withoutIds({ status, headers, text }: Answered): unknown {
  const id = headers.get('x-request-id') ?? 'none';
  // How the connection goes on is not the bank's to say.
  const own = ['x-request-id', 'date', 'connection', 'transfer-encoding'];
  const others = [...headers].filter(([name]) => !own.includes(name));
  return { status, headers: others, text: text.replaceAll(id, 'id') };
}

/** The one answer to every request whose signature doesn't hold: here to one that has none. */
export async function anyRefusal(bank: TestBank): Promise<unknown> {
  const answer = await send(bank, '/deposit/check', { method: 'POST', body: '{}' });
  if (answer.status !== 401) throw new Error(`no signature was answered ${answer.status}`);
  return withoutIds(answer);
}
