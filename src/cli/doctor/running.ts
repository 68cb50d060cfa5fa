import { z } from 'zod';
import { type Config, ConfigError, readConfig } from '../../config/config.ts';
import { errorCode } from '../../error-code.ts';
import type { Finding } from '../../finding.ts';
import type { CliContext } from '../command-line.ts';
import type { Probe } from './probe.ts';
import { bad, ok } from './report.ts';

const ABOUT = 'Address';
const health = z.object({
  version: z.string(),
  mode: z.enum(['development', 'production']).optional(),
  checks: z.object({ storage: z.string(), ledger: z.string().optional() }),
});

/** The bank that answers at the address of the settings. */
export interface RunningBank extends z.infer<typeof health> {
  readonly url: string;
}

/**
 * Asks the address that the settings name for its health. Null where no bank answers; another error in the
 * settings is no reason not to ask.
 */
export async function findRunningBank(env: CliContext['env'], probe: Probe): Promise<RunningBank | null> {
  try {
    const url = urlOf(readConfig({ HOST: env.HOST, PORT: env.PORT }));
    const result = await probe(`${url}/health`);
    const { data } = health.safeParse(result.kind === 'answered' ? result.body : null);
    return data ? { url, ...data } : null;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return null;
  }
}

type Address = Pick<Config, 'host' | 'port'>;
/** Where a bank with these settings is asked from this machine. */
export const urlOf = ({ host, port }: Address): string => `http://${urlHost(host)}:${port}`;

/** A host as part of a URL. What listens everywhere is reached on this machine, and IPv6 goes in brackets. */
function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

/** Which bank listens at the address, or whether one can. */
export async function checkAddress(at: Address, running: RunningBank | null): Promise<Finding> {
  const address = `${at.host}:${at.port}`;
  if (running) return describeRunning(running);
  switch (await tryToListen(at)) {
    case '':
      return ok(ABOUT, `no bank runs here, and ${address} is free for one`);
    case 'EADDRINUSE':
      return bad(
        ABOUT,
        `another program listens on ${address}`,
        'stop that one, or set another PORT',
        `ss -ltnp 'sport = :${at.port}'`,
      );
    case 'EACCES': {
      const text = `this user may not listen on port ${at.port}`;
      return bad(ABOUT, text, 'take a PORT above 1023, behind a proxy', 'PORT=3000 bun start');
    }
    default: {
      const remedy = 'set HOST to 127.0.0.1, or to 0.0.0.0';
      return bad(ABOUT, `${at.host} is no address of this machine`, remedy, 'HOST=127.0.0.1 bun start');
    }
  }
}

function describeRunning({ url, version, mode, checks }: RunningBank): Finding {
  const text = `Petbank ${version}${mode ? `, ${mode},` : ''} listens on ${url}`;
  if (checks.storage === 'ok') return ok(ABOUT, text);
  return bad(ABOUT, `${text}, without its database`, 'see Database, and its log', `curl -s ${url}/readyz`);
}

/** What the bank that runs has found of its ledger, where that is bad. */
export function checkLedger(running: RunningBank | null): Finding[] {
  if (running?.checks.ledger !== 'down') return [];
  const text = 'the bank that runs found its ledger broken';
  return [bad('Ledger', text, 'see docs/OPERATIONS.md, and look again', 'bun run petbank verify-ledger')];
}

/** The code of the error on listening; '' where there is none. */
async function tryToListen({ host, port }: Address): Promise<string> {
  try {
    const server = Bun.serve({ hostname: host, port, fetch: () => new Response() });
    await server.stop(true);
    return '';
  } catch (error) {
    return errorCode(error) || 'unknown';
  }
}
