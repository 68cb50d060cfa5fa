import { defineCommand } from 'citty';
import { readConfig } from '../config/config.ts';
import { type CliContext, CommandError, option, unable } from './command-line.ts';
import { openClient, URL_OPTION } from './keys.ts';
import type { Answer, SignedClient } from './signed-client.ts';
import { STATUS } from './status.ts';

export const createAskCommand = (context: CliContext) =>
  defineCommand({
    meta: { name: 'ask', description: 'Signs one request to a bank, sends it, and prints the answer.' },
    args: {
      method: { type: 'positional', required: true, description: 'GET, POST or PUT' },
      path: { type: 'positional', required: true, description: 'Such as /admin/cases' },
      body: { type: 'positional', required: false, description: 'JSON, between single quotes' },
      url: URL_OPTION,
      key: option('id:secret; by default the first of API_KEYS with the scope admin'),
    },
    run: async ({ args }) => {
      const { send } = openClient(args, readConfig({ ...context.env, NODE_ENV: 'development' }), context);
      const { status, body } = await ask(args, send);
      const text = typeof body === 'string' ? body : JSON.stringify(body, null, 2);
      return { text, status: status >= 400 ? STATUS.found : STATUS.done };
    },
  });

/** A signed request as it is typed on a command line. */
interface TypedRequest {
  /** `GET`, `POST` or `PUT`, in any case. */
  readonly method: string;
  /** With its query, from its slash on. */
  readonly path: string;
  /** JSON; undefined for none. */
  readonly body?: string | undefined;
}

/** Sends a request to a bank. Throws CommandError where it is malformed, or if no bank answers. */
async function ask({ method, path, body }: TypedRequest, send: SignedClient): Promise<Answer> {
  if (!path.startsWith('/')) throw new CommandError('The path begins with a slash, such as /admin/cases');
  const value = body === undefined ? undefined : parseBody(body);
  try {
    return await send(method.toUpperCase(), path, value);
  } catch (error) {
    throw unable('No bank answers there. Is it started? --url names another address', error);
  }
}

function parseBody(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new CommandError(
      'The body is no JSON: put it between single quotes, names and texts in it between double ones',
    );
  }
}
