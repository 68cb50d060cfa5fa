import { z } from 'zod';
import { reasonSchema } from '../../bank/reason.ts';
import type { Context } from '../model/actor.ts';
import { readInput } from '../model/input.ts';
import type { FormButton, FormInput, Reply } from '../model/reply.ts';

const REASON: FormInput = {
  name: 'reason',
  label: 'Why? This stands in the ledger for good',
  placeholder: 'What happened, and how you know. No names of people.',
  isLong: true,
  minLength: 3,
  maxLength: 500,
};

const givenReasonSchema = z.object({ reason: reasonSchema });

/** What was written into the form: the reason, and what else it asks for. */
export interface GivenReason {
  readonly reason: string;
  readonly fields: Readonly<Record<string, string>>;
}

interface ReasonButton extends Pick<FormButton, 'label' | 'style'> {
  /** Asked for before the reason; at most four. */
  readonly inputs?: readonly FormInput[];
  readonly act: (context: Context, said: GivenReason) => Promise<Reply>;
}

/** A button that acts only once staff have said why: filling the form in is the confirmation. */
export function reasonButton({ label, style, inputs = [], act }: ReasonButton): FormButton {
  return {
    kind: 'form',
    label,
    style: style ?? 'primary',
    form: { title: label.slice(0, 45), inputs: [...inputs, REASON] },
    act: (context, { fields }) => act(context, { ...readInput(givenReasonSchema, { ...fields }), fields }),
  };
}
