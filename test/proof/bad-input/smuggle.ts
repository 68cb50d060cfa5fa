import type { TestBank } from '../../support/bank.ts';
import { TELLER } from '../../support/keys.ts';
import { sign } from '../../support/send.ts';

/** The header lines and the body of a signed deposit of one gem. */
export interface SignedDeposit {
  readonly body: string;
  /** Without Content-Length, each with its line's end. */
  readonly lines: string;
  readonly length: string;
}

export const DEPOSIT = 'POST /deposit/complete HTTP/1.1\r\nHost: bank\r\n';

export function signDeposit(bank: TestBank, tradeId: string): SignedDeposit {
  const body = JSON.stringify({ tradeId, robloxUserId: 156, gems: 1 });
  const headers = sign(bank, TELLER, { method: 'POST', target: '/deposit/complete', body });
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return { body, lines: lines.join(''), length: `Content-Length: ${body.length}\r\n` };
}

/** A request that the bank must never see as one: it hides in another's body. */
const HIDDEN_BODY = '{"tradeId":"hidden","robloxUserId":156,"gems":7}';
const HIDDEN_HEADERS = `Content-Type: application/json\r\nContent-Length: ${HIDDEN_BODY.length}\r\n`;
export const HIDDEN = `${DEPOSIT}${HIDDEN_HEADERS}\r\n${HIDDEN_BODY}`;

export const chunk = (text: string): string => `${text.length.toString(16)}\r\n${text}\r\n`;
export const LAST_CHUNK = '0\r\n\r\n';
