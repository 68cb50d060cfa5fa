import { z } from 'zod';
import { type Book, StorageUnavailable } from '../../bank/engine/book.ts';
import { reasonSchema } from '../../bank/engine/fields.ts';
import type { Context } from '../model/actor.ts';
import { MAX_CHOICES, type TextOption } from '../model/command.ts';
import { readInput } from '../model/input.ts';
import type { FormButton, FormInput, Given, Reply } from '../model/reply.ts';
import { t, type Words } from '../model/text.ts';

/** What staff write for the teller that they are themselves. */
const ME = 'me';

/** Names a teller, or the actor's own account with `me`. */
export const tellerOption = ({ reads }: Book, description: Words): TextOption => ({
  kind: 'text',
  description,
  maxLength: 64,
  isRequired: true,
  async complete(_actor, typed) {
    const text = typed.toLowerCase();
    const tellers = await ifReachable(reads.tellers());
    return [ME, ...tellers.map(({ id }) => id)]
      .filter((id) => id.toLowerCase().includes(text))
      .slice(0, MAX_CHOICES)
      .map((id) => ({ name: id, value: id }));
  },
});

export const readTellerId = (written: string, { by }: { readonly by: string }): string =>
  written.toLowerCase() === ME ? by : written;

/** Returns nothing while the database is away: what completes an option can also be written in full. */
export async function ifReachable<Row>(read: Promise<Row[]>): Promise<Row[]> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof StorageUnavailable) return [];
    throw error;
  }
}

const REASON: FormInput = {
  name: 'reason',
  label: t('staff.reason'),
  placeholder: t('staff.reason-hint'),
  isLong: true,
  minLength: 3,
  maxLength: 500,
};

const givenReasonSchema = z.object({ reason: reasonSchema });

/** What was filled into a form: the reason, and the other inputs. */
export type GivenReason = Given['fields'] & { readonly reason: string };

/**
 * A button that acts only once staff have given a reason: filling in the form is the confirmation. Up to four
 * `inputs` come before the reason.
 */
export const reasonButton = (
  label: Words,
  style: NonNullable<FormButton['style']>,
  act: (context: Context, given: GivenReason) => Promise<Reply>,
  inputs: readonly FormInput[] = [],
): FormButton => ({
  kind: 'form',
  label,
  style,
  form: { title: label, inputs: [...inputs, REASON] },
  act: (context, { fields }) => act(context, { ...fields, ...readInput(givenReasonSchema, { ...fields }) }),
});
