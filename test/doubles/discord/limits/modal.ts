import { z } from 'zod';
import { customId, stringSelectSchema } from './components.ts';
import { text } from './fields.ts';

/*
 * Source: discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-modal,
 * and components/reference (Text Input, Label, Text Display).
 */
const MAX_COMPONENTS = 5;
const MAX_VALUE = 4000;

const inputFields = {
  type: z.literal(4),
  custom_id: customId,
  style: z.union([z.literal(1), z.literal(2)]),
  min_length: z.int().min(0).max(MAX_VALUE).nullish(),
  max_length: z.int().min(1).max(MAX_VALUE).nullish(),
  required: z.boolean().nullish(),
  value: z.string().max(MAX_VALUE).nullish(),
  placeholder: z.string().max(100).nullish(),
};

const rowSchema = z.looseObject({
  type: z.literal(1),
  components: z.array(z.looseObject({ ...inputFields, label: text(45) })).length(1),
});

const labelSchema = z.looseObject({
  type: z.literal(18),
  label: text(45),
  description: z.string().max(100).nullish(),
  component: z.discriminatedUnion('type', [z.looseObject(inputFields), stringSelectSchema]),
});

const textDisplaySchema = z.looseObject({ type: z.literal(10), content: text(MAX_VALUE) });

export const modalSchema = z
  .looseObject({
    title: text(45),
    custom_id: customId,
    components: z
      .array(z.discriminatedUnion('type', [rowSchema, labelSchema, textDisplaySchema]))
      .min(1)
      .max(MAX_COMPONENTS),
  })
  .check(({ value: modal, issues }) => {
    const ids = modalInputs(modal.components).map((input) => input.custom_id);
    if (new Set(ids).size !== ids.length) {
      const message = 'Component custom id cannot be duplicated';
      issues.push({ code: 'custom', path: ['components'], message, input: ids });
    }
  });

export type Modal = z.infer<typeof modalSchema>;
type ModalInput = z.infer<typeof labelSchema>['component'];

/** What can be filled in, whether it is in a row (the older form) or under a label. */
export function modalInputs(components: Modal['components']): readonly ModalInput[] {
  return components.flatMap((part): readonly ModalInput[] => {
    if (part.type === 1) return part.components;
    return part.type === 18 ? [part.component] : [];
  });
}
