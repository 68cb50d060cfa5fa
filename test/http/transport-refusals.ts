import { breakStorage } from '../support/bank.ts';
import { READER, STAFF, STRANGER, TELLER, WEB } from '../support/keys.ts';
import { get, post, type RefusalRow } from '../support/refusal-row.ts';
import { deposit, MEMBER, OTHER_DISCORD_USER, PERSON, putProfile } from '../support/scenes.ts';
import { send, sendSigned } from '../support/send.ts';

const TRADE = { tradeId: 'T-9', robloxUserId: MEMBER, gems: 5 } as const;
const trade = post(TELLER, '/deposit/complete', TRADE);
const sentTwice = post(TELLER, '/deposit/complete', TRADE, { nonce: 'nonce-of-the-first-try' });

/** Refusals of the transport itself, and of the storage below it. */
export const TRANSPORT_REFUSALS: readonly RefusalRow[] = [
  {
    status: 400,
    code: 'malformed_json',
    when: 'the body breaks off',
    ask: (bank) =>
      sendSigned(bank, TELLER, { method: 'POST', target: '/deposit/complete', body: '{"tradeId":' }),
  },
  {
    status: 401,
    code: 'unauthorized',
    when: 'the key is unknown',
    ask: post(STRANGER, '/deposit/complete', TRADE),
  },
  {
    status: 401,
    code: 'unauthorized',
    when: 'the key was revoked',
    given: post(STAFF, '/admin/keys/revoke', { keyId: TELLER.id, reason: 'stolen' }),
    ask: trade,
  },
  {
    status: 403,
    code: 'out_of_scope',
    when: 'a reader reports a trade',
    ask: post(READER, '/deposit/complete', TRADE),
  },
  {
    status: 404,
    code: 'not_found',
    when: 'the Discord user is linked to nobody',
    ask: get(READER, `/user/discord:${OTHER_DISCORD_USER}/inventory`),
  },
  {
    status: 404,
    code: 'not_found',
    when: 'the path is unknown, whatever the signature',
    ask: (bank) => send(bank, '/deposit/complet', { method: 'POST', body: '{}' }),
  },
  {
    status: 409,
    code: 'replayed',
    when: 'a nonce comes again',
    given: sentTwice,
    ask: sentTwice,
  },
  {
    status: 413,
    code: 'too_large',
    when: 'the body has 65537 bytes, whatever the signature',
    ask: (bank) => send(bank, '/deposit/complete', { method: 'POST', body: ' '.repeat(65_537) }),
    detail: /65536/,
  },
  {
    status: 415,
    code: 'unsupported_media_type',
    when: 'the body calls itself text',
    ask: (bank) =>
      sendSigned(
        bank,
        TELLER,
        { method: 'POST', target: '/deposit/complete', body: JSON.stringify(TRADE) },
        { 'content-type': 'text/plain' },
      ),
  },
  {
    status: 422,
    code: 'invalid',
    when: 'an amount is no integer',
    ask: post(TELLER, '/deposit/complete', { ...TRADE, gems: 1.5 }),
  },
  {
    status: 422,
    code: 'invalid',
    when: 'a field is misspelt',
    ask: post(TELLER, '/deposit/complete', { ...TRADE, gem: 1 }),
  },
  {
    status: 429,
    code: 'rate_limited',
    when: 'a key asks more often than it may',
    environment: { RATE_LIMIT_PER_MINUTE: '1' },
    given: deposit,
    ask: trade,
  },
  {
    status: 500,
    code: 'internal',
    when: 'something of ours fails',
    given: async (bank) => {
      await putProfile(bank, { id: MEMBER });
      bank.world.random = () => {
        throw new Error('a secret of the inside');
      };
    },
    ask: post(WEB, '/verify/start', PERSON),
  },
  {
    status: 503,
    code: 'storage_unavailable',
    when: 'the database is away',
    given: deposit,
    async ask(bank) {
      const repair = breakStorage(bank.file);
      const sent = await trade(bank);
      repair();
      return sent;
    },
  },
  {
    status: 503,
    code: 'storage_unavailable',
    when: 'the database is away and someone reads',
    given: deposit,
    async ask(bank) {
      const repair = breakStorage(bank.file);
      const sent = await send(bank, '/proof');
      repair();
      return sent;
    },
  },
];
