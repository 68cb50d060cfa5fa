import type { ProbeAnswer, ProbeResult } from './ask.ts';
import { bad, type Finding, warn } from './report.ts';

const NETWORK = 'see that this machine has a network, and that its firewall lets programs out to port 443';

/** What a service answered, or what to tell where that says nothing. */
export type ClassifiedResponse =
  | { readonly answer: ProbeAnswer; readonly trouble?: never }
  | { readonly answer?: never; readonly trouble: Finding };

/** Sets apart the answers of any service that tell nothing but that it can't answer now. */
export function classifyResponse(about: string, service: string, asked: ProbeResult): ClassifiedResponse {
  if (asked.kind === 'unreachable') {
    const text = `${service} can't be reached at ${asked.host}: ${asked.why}`;
    return { trouble: bad(about, text, NETWORK) };
  }
  const { status } = asked;
  if (status === 429) {
    return {
      trouble: warn(about, `${service} asks for fewer requests (429)`, 'wait a minute, and look again'),
    };
  }
  if (status >= 500) {
    return { trouble: bad(about, `${service} has trouble of its own (${status})`, 'wait, and look again') };
  }
  return { answer: asked };
}
