import { z } from 'zod';
import { invalid, Refusal } from '../bank/engine/refusal.ts';
import { robloxUsernameSchema } from '../bank/verify.ts';
import { defineEndpoint, type Endpoint, GET } from './endpoint.ts';
import { isForLocalHost, isForwarded } from './forwarding.ts';
import { problem } from './problem.ts';
import type { ArrivedRequest } from './request.ts';

const params = z.object({ username: robloxUsernameSchema });
const profileAnswer = z.object({
  id: z.int().min(1),
  username: z.string(),
  displayName: z.string(),
  description: z.string(),
});
type ProfileAnswer = z.output<typeof profileAnswer>;
type ProfileEdit = {
  readonly [Field in keyof Omit<ProfileAnswer, 'username'>]?: ProfileAnswer[Field] | undefined;
};

/** The profiles of the embedded double of Roblox, as developers edit them. */
export interface SandboxProfiles {
  readonly editSchema: z.ZodType<ProfileEdit>;
  put(username: string, edit: ProfileEdit): ProfileAnswer | 'id_taken' | 'full';
  get(username: string): ProfileAnswer | null;
}

const path = '/sandbox/roblox/users/{username}';
const open = {
  params,
  query: GET.query,
  path,
  scopes: [],
  isUncounted: true,
  // Whoever can edit profiles can pass for any player.
  turnAway: ({ headers, requestId }: ArrivedRequest) =>
    isForLocalHost(headers) && !isForwarded(headers) ? null : problem('not_found', requestId),
  tag: 'Sandbox',
  answer: profileAnswer,
};
const example = { id: 1_000_000_156, username: 'builderman', displayName: 'Builder Man', description: 'Hi!' };

export function createSandboxEndpoints(profiles: SandboxProfiles): readonly Endpoint[] {
  return [
    defineEndpoint(
      {
        ...open,
        method: 'PUT',
        summary: 'Create or edit a pretend Roblox profile',
        description:
          'Only while ROBLOX=sandbox, and only from the machine itself: through a proxy, or under another ' +
          'host than localhost, there is nothing here. What is left out stays as it is. An id that another ' +
          'profile has is refused.',
        body: profiles.editSchema,
        problems: [],
        example: { body: { description: 'Hi!' }, answer: example },
      },
      async ({ params: { username }, body }) => {
        const profile = profiles.put(username, body);
        if (profile === 'id_taken') throw invalid('id', 'another profile has this id');
        if (profile === 'full') throw invalid('', 'the sandbox is full: restart it');
        return profile;
      },
    ),
    defineEndpoint(
      {
        ...open,
        method: 'GET',
        body: GET.body,
        summary: 'Read a pretend Roblox profile',
        problems: ['not_found'],
        example: { answer: example },
      },
      async ({ params: { username } }) => {
        const profile = profiles.get(username);
        if (!profile) throw new Refusal('not_found');
        return profile;
      },
    ),
  ];
}
