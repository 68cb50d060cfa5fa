import { type APIModalInteractionResponseCallbackData, ComponentType, TextInputStyle } from 'discord.js';
import type { Form, FormInput } from '../commands/model/reply.ts';
import { clip } from '../commands/model/truncate.ts';
import { toLabel } from './controls.ts';
import { cleanLine } from './escape.ts';

/*
 * Limits: discord.com/developers/docs/components/reference (Label, Text Input), and Interaction Response Object, Modal.
 */
const MAX_TITLE = 45;
const MAX_LABEL = 45;
const MAX_INPUTS = 5;
const MAX_PLACEHOLDER = 100;
const MAX_WRITTEN = 4000;

/**
 * The form of a button, under the button's id: so what is filled in comes back as if the button had been
 * pressed with it.
 */
export function toModal(controlId: string, { title, inputs }: Form): APIModalInteractionResponseCallbackData {
  return {
    custom_id: controlId,
    title: toLabel(title, MAX_TITLE),
    components: inputs.slice(0, MAX_INPUTS).map((input) => ({
      type: ComponentType.Label,
      label: toLabel(input.label, MAX_LABEL),
      component: toTextInput(input),
    })),
  };
}

function toTextInput(input: FormInput) {
  const { name, isLong, isOptional, value = '', placeholder = '', minLength, maxLength } = input;
  const most = Math.min(maxLength ?? MAX_WRITTEN, MAX_WRITTEN);
  return {
    type: ComponentType.TextInput as const,
    custom_id: name,
    style: isLong ? TextInputStyle.Paragraph : TextInputStyle.Short,
    required: isOptional !== true,
    max_length: most,
    ...(minLength === undefined ? {} : { min_length: minLength }),
    ...(value === '' ? {} : { value: clip(value, most) }),
    ...(placeholder === '' ? {} : { placeholder: clip(cleanLine(placeholder), MAX_PLACEHOLDER) }),
  };
}
