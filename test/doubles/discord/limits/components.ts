import { z } from 'zod';
import { snowflake, text, unique } from './fields.ts';

/*
 * Source: discord.com/developers/docs/components/reference (Action Row, Button, String Select and the other
 * selects). Messages with the flag IS_COMPONENTS_V2 are unknown to the double: it refuses their components.
 */
const MAX_ROWS = 5;
const MAX_BUTTONS_IN_ROW = 5;
const MAX_OPTIONS = 25;
export const customId = text(100);

const buttonSchema = z
  .looseObject({
    type: z.literal(2),
    style: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]),
    label: text(80).nullish(),
    emoji: z.looseObject({ name: z.string().nullish(), id: snowflake.nullish() }).nullish(),
    custom_id: customId.nullish(),
    url: text(512).nullish(),
    disabled: z.boolean().nullish(),
  })
  .check(({ value: button, issues }) => {
    const isLink = button.style === 5;
    if (isLink !== Boolean(button.url)) {
      issues.push({
        code: 'custom',
        path: ['url'],
        message: 'A link has a url, no other button',
        input: button,
      });
    }
    if (isLink === Boolean(button.custom_id)) {
      const message = 'A custom id and url cannot both be specified, and one is required';
      issues.push({ code: 'custom', path: ['custom_id'], message, input: button });
    }
    if (!button.label && !button.emoji) {
      issues.push({
        code: 'custom',
        path: ['label'],
        message: 'A label or emoji is required',
        input: button,
      });
    }
  });

const selectOptionSchema = z.looseObject({
  label: text(100),
  value: text(100),
  description: text(100).nullish(),
  default: z.boolean().nullish(),
});

const selectFields = {
  custom_id: customId,
  placeholder: z.string().max(150).nullish(),
  min_values: z.int().min(0).max(MAX_OPTIONS).nullish(),
  max_values: z.int().min(1).max(MAX_OPTIONS).nullish(),
  disabled: z.boolean().nullish(),
};

export const stringSelectSchema = z
  .looseObject({
    type: z.literal(3),
    ...selectFields,
    options: z
      .array(selectOptionSchema)
      .min(1)
      .max(MAX_OPTIONS)
      .check(unique((option) => option.value, 'Option value')),
  })
  .check(({ value: select, issues }) => {
    const most = select.max_values ?? 1;
    const defaults = select.options.filter((option) => option.default).length;
    if (most > select.options.length || (select.min_values ?? 1) > most || defaults > most) {
      const message = 'min_values, max_values, options and defaults do not fit each other';
      issues.push({ code: 'custom', path: ['max_values'], message, input: select });
    }
  });

/** Users, roles, mentionables, channels. */
const entitySelectSchema = z.looseObject({
  type: z.union([z.literal(5), z.literal(6), z.literal(7), z.literal(8)]),
  ...selectFields,
});

const rowSchema = z.looseObject({
  type: z.literal(1),
  components: z
    .array(z.discriminatedUnion('type', [buttonSchema, stringSelectSchema, entitySelectSchema]))
    .min(1)
    .max(MAX_BUTTONS_IN_ROW)
    .refine(
      (components) => components.length === 1 || components.every((component) => component.type === 2),
      {
        message: 'A row holds up to five buttons, or one select',
      },
    ),
});

export type Row = z.infer<typeof rowSchema>;

export const rowsSchema = z
  .array(rowSchema)
  .max(MAX_ROWS)
  .check(({ value: rows, issues }) => {
    const seen = new Set<string>();
    rows.forEach((row, index) => {
      row.components.forEach((component, place) => {
        const id = component.custom_id;
        if (!id) return;
        if (seen.has(id)) {
          const path = [index, 'components', place, 'custom_id'];
          issues.push({
            code: 'custom',
            path,
            message: 'Component custom id cannot be duplicated',
            input: id,
          });
        }
        seen.add(id);
      });
    });
  });
