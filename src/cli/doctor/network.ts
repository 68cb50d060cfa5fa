import { z } from 'zod';
import { ALERT_MS } from '../../app/watch-clock.ts';
import type { Config } from '../../config/config.ts';
import { errorCode } from '../../error-code.ts';
import type { Probe, ProbeResult } from './probe.ts';
import { bad, type Finding, ok, warn } from './report.ts';

const ABOUT = 'Address';
const health = z.object({ version: z.string(), checks: z.object({ storage: z.string() }) });

/** From here on, signatures of tellers whose clock is right are refused. */
const REFUSED_MS = 300_000;
export const SET_CLOCK = 'let the machine set its clock by the network: timedatectl set-ntp true';

/** Whether the bank can listen at its address, or listens there already. */
export async function checkAddress(at: Pick<Config, 'host' | 'port'>, probe: Probe): Promise<Finding> {
  const { host, port } = at;
  const address = `${host}:${port}`;
  switch (await tryToListen(host, port)) {
    case '':
      return ok(ABOUT, `${address} is free`);
    case 'EADDRINUSE':
      break;
    case 'EACCES':
      return bad(ABOUT, `this user may not listen on port ${port}`, 'take a PORT above 1023, behind a proxy');
    default:
      return bad(ABOUT, `${host} is no address of this machine`, 'set HOST to 127.0.0.1, or to 0.0.0.0');
  }
  const result = await probe(`http://${urlHost(host)}:${port}/health`);
  const { data } = health.safeParse(result.kind === 'answered' ? result.body : null);
  if (!data) return bad(ABOUT, `another program listens on ${address}`, 'stop that one, or set another PORT');
  const text = `Petbank ${data.version} listens on ${address}`;
  if (data.checks.storage === 'ok') return ok(ABOUT, text);
  return bad(ABOUT, `${text}, without its database`, 'see Database, and its log');
}

/** The code of the error on listening; '' where there is none. */
async function tryToListen(host: string, port: number): Promise<string> {
  try {
    const server = Bun.serve({ hostname: host, port, fetch: () => new Response() });
    await server.stop(true);
    return '';
  } catch (error) {
    return errorCode(error) || 'unknown';
  }
}

/** A host as part of a URL. What listens everywhere is reached on this machine, and IPv6 goes in brackets. */
function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

/** Whether any service was reached; nothing where no request was sent. */
export function checkNetwork(results: readonly ProbeResult[]): Finding[] {
  const hosts = [...new Set(results.map(({ host }) => host))];
  if (hosts.length === 0) return [];
  const reached = new Set(results.filter(({ kind }) => kind === 'answered').map(({ host }) => host));
  if (reached.size > 0) return [ok('Network', `${reached.size} of ${hosts.length} services were reached`)];
  const remedy =
    'see that the machine has a network and a name server, that its firewall lets programs out to port ' +
    '443, and behind a proxy set HTTPS_PROXY';
  return [bad('Network', `none was reached of ${hosts.join(', ')}`, remedy)];
}

/** Compares our clock with the services', which send the time with each answer. The nearest counts. */
export function checkClock(results: readonly ProbeResult[]): Finding[] {
  if (results.length === 0) return [];
  const [aheadMs] = results
    .flatMap((result) => (result.kind === 'answered' && result.aheadMs !== null ? [result.aheadMs] : []))
    .sort((a, b) => Math.abs(a) - Math.abs(b));
  if (aheadMs === undefined)
    return [warn('Clock', 'no service answered to compare it with', 'try again when one can be reached')];
  const awayMs = Math.abs(aheadMs);
  if (awayMs <= ALERT_MS) return [ok('Clock', 'agrees with those of the services')];
  const text = `${Math.round(awayMs / 1000)} s ${aheadMs > 0 ? 'slow' : 'fast'}`;
  if (awayMs < REFUSED_MS) return [warn('Clock', text, SET_CLOCK)];
  return [bad('Clock', `${text}: requests of tellers are refused`, SET_CLOCK)];
}
