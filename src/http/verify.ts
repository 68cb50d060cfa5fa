import { unlink, unlinkAnswer, unlinkInput } from '../bank/member.ts';
import { verifyConfirmAnswer, verifyInput, verifyStartAnswer } from '../bank/verify.ts';
import { verifyConfirm, verifyStart } from '../bank/verify-flow.ts';
import { defineEndpoint, type Endpoint, POST } from './endpoint.ts';

const person = { discordUserId: '123456789012345678', robloxUsername: 'builderman' };
const roblox = { id: 156, username: 'builderman', displayName: 'Builder Man', avatarUrl: null };
const code =
  'maple river candle otter silver meadow lantern pebble walnut harbor violet saddle ember clover basil ' +
  'comet';

export const verifyEndpoints: readonly Endpoint[] = [
  defineEndpoint(
    {
      ...POST,
      path: '/verify/start',
      scopes: ['member'],
      tag: 'Verification',
      summary: 'Give a Discord user a code for their Roblox profile',
      description:
        'The code is 16 plain words. The player puts them into the About text of their Roblox profile, ' +
        'then the verification is confirmed. A second start replaces the first.',
      body: verifyInput,
      answer: verifyStartAnswer,
      problems: ['roblox_user_not_found', 'already_linked', 'halted', 'replayed', 'upstream_unavailable'],
      example: { body: person, answer: { code, expiresAt: '2026-01-01T00:15:00.000Z', roblox } },
    },
    ({ body, caller }, services) => verifyStart(services, body, caller),
  ),
  defineEndpoint(
    {
      ...POST,
      path: '/verify/confirm',
      scopes: ['member'],
      tag: 'Verification',
      summary: 'Read the profile and link the two accounts',
      description:
        'The profile is read afresh. Proving the profile of an account that is linked to someone else ' +
        'moves the link, notifies them, and starts a cool-down for withdrawals. Confirming again after ' +
        'success gives the same answer.',
      body: verifyInput,
      answer: verifyConfirmAnswer,
      problems: [
        'no_pending_verification',
        'roblox_user_not_found',
        'verification_expired',
        'already_linked',
        'halted',
        'replayed',
        'code_not_in_profile',
        'profile_filtered',
        'upstream_unavailable',
      ],
      example: {
        body: person,
        answer: {
          linked: true,
          discordUserId: person.discordUserId,
          roblox,
          linkedAt: '2026-01-01T00:02:00.000Z',
        },
      },
    },
    ({ body, caller }, services) => verifyConfirm(services, body, caller),
  ),
  defineEndpoint(
    {
      ...POST,
      path: '/verify/unlink',
      scopes: ['member'],
      tag: 'Verification',
      summary: 'End the link of a Discord user',
      description: 'Moves no pets: they belong to the Roblox account, which can be linked anew.',
      body: unlinkInput,
      answer: unlinkAnswer,
      problems: ['not_linked', 'replayed'],
      example: {
        body: { discordUserId: person.discordUserId },
        answer: { unlinked: true, discordUserId: person.discordUserId, robloxUserId: 156 },
      },
    },
    ({ body, caller }, { book }) => book.perform(unlink, body, caller),
  ),
];
