import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIComponentInMessageActionRow,
  type APIModalInteractionResponseCallbackData,
  type APIStringSelectComponent,
  ButtonStyle,
  ComponentType,
  TextInputStyle,
} from 'discord.js';
import type { RenderedControl } from '../commands/dispatch/panels.ts';
import { MAX_CHOICE_LENGTH, MAX_CHOICES } from '../commands/model/command.ts';
import type {
  TranslatedButton,
  TranslatedForm,
  TranslatedFormButton,
  TranslatedInput,
  TranslatedMenu,
} from '../commands/model/translate.ts';
import { cleanLine, clip } from './escape.ts';

// Limits: discord.com/developers/docs/components/reference (Action Row, Button, String Select).
const MAX_ROWS = 5;
const MAX_BUTTONS = 5;
const MAX_LABEL = 80;
const MAX_PLACEHOLDER = 150;

const STYLES = {
  primary: ButtonStyle.Primary,
  secondary: ButtonStyle.Secondary,
  success: ButtonStyle.Success,
  danger: ButtonStyle.Danger,
} as const;

type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

/** Converts controls to components. Discord formats none of their texts. */
export function toRows(rows: readonly (readonly RenderedControl[])[]): Row[] {
  return rows.slice(0, MAX_ROWS).flatMap((row): Row[] => {
    const components = row.slice(0, MAX_BUTTONS).flatMap(toComponent);
    return components.length === 0 ? [] : [{ type: ComponentType.ActionRow, components }];
  });
}

function toComponent({ id, control }: RenderedControl): APIComponentInMessageActionRow[] {
  return control.kind === 'menu' ? toMenu(id, control) : [toButton(id, control)];
}

function toButton(id: string, button: TranslatedButton | TranslatedFormButton): APIButtonComponent {
  return {
    type: ComponentType.Button,
    custom_id: id,
    style: STYLES[button.style ?? 'secondary'],
    label: toLabel(button.label, MAX_LABEL),
    disabled: button.isDisabled ?? false,
  };
}

/** Returns none if there is nothing to choose: Discord would reject the whole message. */
function toMenu(id: string, { choices, placeholder, most = 1 }: TranslatedMenu): APIStringSelectComponent[] {
  // A value can't be cut: it would be a different one.
  const fitting = choices.filter(({ value }) => value.length >= 1 && value.length <= MAX_CHOICE_LENGTH);
  const byValue = new Map(fitting.map((choice) => [choice.value, choice]));
  const options = [...byValue.values()].slice(0, MAX_CHOICES).map(({ label, value, hint = '' }) => ({
    label: toLabel(label, MAX_CHOICE_LENGTH),
    value,
    ...(hint === '' ? {} : { description: toLabel(hint, MAX_CHOICE_LENGTH) }),
  }));
  if (options.length === 0) return [];
  const max_values = Math.min(most, options.length);
  const type = ComponentType.StringSelect;
  return [{ type, custom_id: id, placeholder: toLabel(placeholder, MAX_PLACEHOLDER), options, max_values }];
}

/** Returns a label of 1 to `maxLength` characters: Discord takes no empty one. */
function toLabel(text: string, maxLength: number): string {
  return clip(cleanLine(text), maxLength) || '…';
}

// Limits: the same page (Label, Text Input), and Interaction Response Object, Modal.
const MAX_FORM_TITLE = 45;
const MAX_INPUT_LABEL = 45;
const MAX_INPUTS = 5;
const MAX_INPUT_PLACEHOLDER = 100;
const MAX_WRITTEN = 4000;

/** Converts a form to a modal with the button's id, so that its inputs come back as a use of the button. */
export function toModal(
  controlId: string,
  { title, inputs }: TranslatedForm,
): APIModalInteractionResponseCallbackData {
  return {
    custom_id: controlId,
    title: toLabel(title, MAX_FORM_TITLE),
    components: inputs.slice(0, MAX_INPUTS).map((input) => ({
      type: ComponentType.Label,
      label: toLabel(input.label, MAX_INPUT_LABEL),
      component: toTextInput(input),
    })),
  };
}

function toTextInput(input: TranslatedInput) {
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
    ...(placeholder === '' ? {} : { placeholder: clip(cleanLine(placeholder), MAX_INPUT_PLACEHOLDER) }),
  };
}
