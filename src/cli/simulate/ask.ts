import { z } from 'zod';
import { type PetStack, petSchema } from '../../bank/engine/pets.ts';
import type { SendSigned } from '../../simulate/ask-bank.ts';
import type { Time } from '../../simulate/time.ts';
import { createSignedClient } from '../signed-client.ts';

/** Sends signed requests to wherever the bank is, by the simulation's time. Rejects while it is away. */
export function sendTo(bankUrl: () => string | undefined, time: Time): SendSigned {
  return async (key, { method, target, body }) => {
    const url = bankUrl();
    if (url === undefined) throw new Error('the bank is away');
    const newNonce = (): string => crypto.randomUUID();
    return createSignedClient({ url, key, clock: () => time.now() * 1_000, newNonce })(method, target, body);
  };
}

const itemsAnswer = z.object({
  items: z.array(z.looseObject({ ...petSchema.shape, tradable: z.boolean() })),
});
/** How many kinds of pets players have; any pet where the bank lists none. */
const MAX_KINDS = 200;
const ANY_PET: PetStack = { id: 'Cat', variant: 'normal', shiny: false, quantity: 1 };

/** Pets that the bank takes. */
export async function readPets(url: string): Promise<readonly PetStack[]> {
  const { items } = itemsAnswer.parse(await (await fetch(`${url}/items/all`)).json());
  const pets = items
    .filter(({ tradable }) => tradable)
    .slice(0, MAX_KINDS)
    .map(({ id, variant, shiny, chroma }) => ({
      id,
      variant,
      shiny,
      quantity: 1,
      ...(chroma === undefined ? {} : { chroma }),
    }));
  return pets.length > 0 ? pets : [ANY_PET];
}
