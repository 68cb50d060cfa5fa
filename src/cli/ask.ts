import { defineCommand } from 'citty';
import { z } from 'zod';
import { readConfig } from '../config/config.ts';
import { type CliContext, CommandError, option, unable } from './command-line.ts';
import { openClient, URL_OPTION } from './keys.ts';
import type { Answer } from './signed-client.ts';
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
      const bank = openClient(args, readConfig({ ...context.env, NODE_ENV: 'development' }), context);
      const { status, body } = await (isForOpenCases(args) ? askOpenCases(bank) : ask(args, bank));
      const text = typeof body === 'string' ? body : JSON.stringify(body, null, 2);
      return { text, status: status >= 400 ? STATUS.found : STATUS.done };
    },
  });

type Bank = ReturnType<typeof openClient>;

/** What fetch would otherwise refuse, or send as a GET. */
const METHODS = ['GET', 'POST', 'PUT'];

const casesPage = z.object({
  cases: z.array(z.unknown()),
  nextCursor: z.string().nullable(),
});
/** How many pages of open cases are read at most. */
const MAX_PAGES = 20;

const isForOpenCases = ({ method, path, body }: TypedRequest): boolean =>
  method.toUpperCase() === 'GET' && path === '/admin/cases' && body === undefined;

/** What waits for the operator, oldest first: that is what is asked for by the path alone. */
async function askOpenCases(bank: Bank): Promise<Pick<Answer, 'status' | 'body'>> {
  const cases: z.infer<typeof casesPage>['cases'] = [];
  let nextCursor: string | null = '';
  for (let page = 0; page < MAX_PAGES && nextCursor !== null; page += 1) {
    const cursor: string = nextCursor && `&cursor=${encodeURIComponent(nextCursor)}`;
    const answer = await ask({ method: 'GET', path: `/admin/cases?open=true&limit=100${cursor}` }, bank);
    if (answer.status !== 200) return answer;
    const read = casesPage.parse(answer.body);
    cases.push(...read.cases);
    nextCursor = read.nextCursor;
  }
  return { status: 200, body: { cases, nextCursor } };
}

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
async function ask(request: TypedRequest, { url, send }: Bank): Promise<Answer> {
  const { path, body } = request;
  const method = request.method.toUpperCase();
  if (!METHODS.includes(method)) throw new CommandError(`METHOD is GET, POST or PUT, and not ${method}`);
  if (!path.startsWith('/')) throw new CommandError('The path begins with a slash, such as /admin/cases');
  if (method === 'GET' && body !== undefined)
    throw new CommandError('A GET takes no body: what it asks for stands in its path, after a ?');
  const value = body === undefined ? undefined : parseBody(body);
  try {
    return await send(method, path, value);
  } catch (error) {
    throw unable(`No bank answers at ${url}. Is it started? --url names another address`, error);
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
