import { ALERT_MS } from '../../app/watch-clock.ts';
import type { Finding } from '../../finding.ts';
import type { ProbeResult } from './probe.ts';
import { bad, ok, warn } from './report.ts';

/** From here on, signatures of tellers whose clock is right are refused. */
const REFUSED_MS = 300_000;
export const SET_CLOCK = 'timedatectl set-ntp true';
const BY_NETWORK = 'let the machine set its clock by the network';

/** Whether any service was reached; nothing where no request was sent. */
export function checkNetwork(results: readonly ProbeResult[]): Finding[] {
  const hosts = [...new Set(results.map(({ host }) => host))];
  if (hosts.length === 0) return [];
  const reached = new Set(results.filter(({ kind }) => kind === 'answered').map(({ host }) => host));
  if (reached.size > 0) return [ok('Network', `${reached.size} of ${hosts.length} services were reached`)];
  const remedy =
    'see that the machine has a network and a name server, that its firewall lets programs out to port ' +
    '443, and behind a proxy set HTTPS_PROXY';
  const text = `none was reached of ${hosts.join(', ')}`;
  return [bad('Network', text, remedy, `getent hosts ${hosts[0] ?? ''}`)];
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
  if (awayMs < REFUSED_MS) return [warn('Clock', text, BY_NETWORK, SET_CLOCK)];
  return [bad('Clock', `${text}: requests of tellers are refused`, BY_NETWORK, SET_CLOCK)];
}
