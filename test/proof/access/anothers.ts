import { OTHER_TELLER, READER, type TestKey, WEB } from '../../support/keys.ts';
import { MEMBER, OTHER_DISCORD_USER, PERSON } from '../../support/scenes.ts';
import type { Attempt } from '../../support/send.ts';
import { get, NEWCOMER, NOBODY, post, type Scene } from './requests.ts';

/** Another member's, of whom the bank knows nothing. */
const STRANGER_ID = 999_999_999;

/** For each endpoint where something is someone's own: who asks for what is another's, and how. */
export function requestsForAnothers({
  claimed,
}: Scene): Readonly<Record<string, readonly [TestKey, Attempt]>> {
  const { discordUserId } = PERSON;
  return {
    // builderman's Discord user asks for a second account, which is newcomer's.
    'POST /verify/start': [WEB, post('/verify/start', { ...NEWCOMER, discordUserId })],
    // The code waits for another Discord user.
    'POST /verify/confirm': [WEB, post('/verify/confirm', { ...NEWCOMER, discordUserId: NOBODY })],
    'POST /verify/unlink': [WEB, post('/verify/unlink', { discordUserId: NOBODY })],
    'POST /withdraw/request': [
      WEB,
      post('/withdraw/request', {
        requestId: 'R-9',
        robloxUserId: MEMBER,
        discordUserId: OTHER_DISCORD_USER,
        gems: 1,
      }),
    ],
    // The trade of another teller, word for word: the ids of each are its own.
    'POST /deposit/complete': [
      OTHER_TELLER,
      post('/deposit/complete', { tradeId: 'T-1', robloxUserId: STRANGER_ID, gems: 3 }),
    ],
    'POST /withdraw/check': [OTHER_TELLER, post('/withdraw/check', { robloxUserId: MEMBER, claim: true })],
    'POST /withdraw/complete': [
      OTHER_TELLER,
      post('/withdraw/complete', { ...claimed, tradeId: 'T-8', outcome: 'delivered' }),
    ],
    'POST /teller/report': [OTHER_TELLER, post('/teller/report', { pets: [], gems: 0, seq: 1 })],
    'GET /user/{id}/inventory': [READER, get(`/user/${STRANGER_ID}/inventory`)],
    'GET /user/{id}/transactions': [READER, get(`/user/${STRANGER_ID}/transactions`)],
  };
}
