import { z } from 'zod';
import type { Config } from '../../config/config.ts';
import { errorCode } from '../../error-code.ts';
import type { Ask } from './ask.ts';
import { bad, type Finding, fine } from './report.ts';

const ABOUT = 'Address';
const health = z.object({ version: z.string(), checks: z.object({ storage: z.string() }) });

/** Whether the bank can listen where it is told to, or listens there already. */
export async function checkAddress(
  { host, port }: Pick<Config, 'host' | 'port'>,
  ask: Ask,
): Promise<Finding> {
  const place = `${host}:${port}`;
  switch (await tryToListen(host, port)) {
    case '':
      return fine(ABOUT, `${place} is free`);
    case 'EADDRINUSE':
      break;
    case 'EACCES':
      return bad(
        ABOUT,
        `this user may not listen on port ${port}`,
        'take a PORT above 1023, with a proxy before it',
      );
    default:
      return bad(ABOUT, `${host} is no address of this machine`, 'set HOST to 127.0.0.1, or to 0.0.0.0');
  }
  const asked = await ask(`http://${urlHost(host)}:${port}/health`);
  const { data } = health.safeParse(asked.kind === 'answered' ? asked.body : null);
  if (!data) return bad(ABOUT, `another program listens on ${place}`, 'stop that one, or set another PORT');
  return data.checks.storage === 'ok'
    ? fine(ABOUT, `Petbank ${data.version} listens on ${place}`)
    : bad(
        ABOUT,
        `Petbank ${data.version} listens on ${place}, without its database`,
        'see Database, and its log',
      );
}

/** The code of the error that listening ends with; '' where there is none. */
export async function tryToListen(host: string, port: number): Promise<string> {
  try {
    const server = Bun.serve({ hostname: host, port, fetch: () => new Response() });
    await server.stop(true);
    return '';
  } catch (error) {
    return errorCode(error) || 'unknown';
  }
}

/** An address in a URL: what listens everywhere is asked here, and IPv6 goes in brackets. */
function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}
