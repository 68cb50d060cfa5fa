import { CommandError } from './finish.ts';
import type { Answer } from './signed-client.ts';

/** A signed request in the words of a command line. */
export interface Question {
  /** `GET`, `POST` or `PUT`, in any case. */
  readonly method: string;
  /** The path with its query, from its slash on. */
  readonly target: string;
  /** JSON; undefined for none. */
  readonly body: string | undefined;
}

/**
 * Asks a bank, and gives its answer for people to read. Throws CommandError for what is no request, and where
 * no bank answers.
 */
export async function askBank(
  { method, target, body }: Question,
  send: (method: string, target: string, body?: unknown) => Promise<Answer>,
): Promise<{ readonly text: string; readonly isDone: boolean }> {
  if (!target.startsWith('/')) throw new CommandError('The path begins with a slash, such as /admin/cases');
  const value = body === undefined ? undefined : parse(body);
  try {
    const answer = await send(method.toUpperCase(), target, value);
    const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body, null, 2);
    return { text, isDone: answer.status < 400 };
  } catch (error) {
    throw new CommandError('No bank answers there. Is it started? --url says where else to ask', {
      cause: error,
    });
  }
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new CommandError(
      'The body is no JSON: put it between single quotes, names and texts in it between double ones',
    );
  }
}
