import type { ProbeResult } from './ask.ts';
import { bad, type Finding, fine, warn } from './report.ts';

/** Up to here, a slow answer may be all there is to it. */
const FINE_MS = 10_000;
/** From here on, signatures of tellers whose clock is right are refused. */
const REFUSED_MS = 300_000;
const SET_CLOCK = 'let the machine set its clock by the network: timedatectl set-ntp true';

/** Whether any service was reached; nothing where none was asked. */
export function checkNetwork(all: readonly ProbeResult[]): Finding[] {
  const hosts = [...new Set(all.map(({ host }) => host))];
  if (hosts.length === 0) return [];
  const reached = new Set(all.filter(({ kind }) => kind === 'answered').map(({ host }) => host));
  if (reached.size > 0) return [fine('Network', `${reached.size} of ${hosts.length} services were reached`)];
  const remedy =
    'see that the machine has a network and a name server, that its firewall lets programs out to port ' +
    '443, and behind a proxy set HTTPS_PROXY';
  return [bad('Network', `none was reached of ${hosts.join(', ')}`, remedy)];
}

/**
 * Our clock beside those of the services, which tell the time with each answer. Where several did, the
 * nearest counts.
 */
export function checkClock(all: readonly ProbeResult[]): Finding[] {
  if (all.length === 0) return [];
  const [aheadMs] = all
    .flatMap((asked) => (asked.kind === 'answered' && asked.aheadMs !== null ? [asked.aheadMs] : []))
    .sort((one, other) => Math.abs(one) - Math.abs(other));
  if (aheadMs === undefined)
    return [warn('Clock', 'no service was there to compare it with', 'look again when one can be reached')];
  const awayMs = Math.abs(aheadMs);
  if (awayMs < FINE_MS) return [fine('Clock', 'agrees with those of the services')];
  const text = `${Math.round(awayMs / 1000)} s ${aheadMs > 0 ? 'slow' : 'fast'}`;
  if (awayMs < REFUSED_MS) return [warn('Clock', text, SET_CLOCK)];
  return [bad('Clock', `${text}: requests of tellers are refused`, SET_CLOCK)];
}
