import { z } from 'zod';
import type { Schema } from './document.ts';

/** As much of a JSON Schema as the page shows. */
const form = z.object({
  type: z.string().optional(),
  description: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  format: z.string().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  maxItems: z.number().optional(),
  default: z.unknown().optional(),
  nullable: z.boolean().optional(),
  items: z.record(z.string(), z.unknown()).optional(),
  anyOf: z.array(z.record(z.string(), z.unknown())).optional(),
  properties: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
  required: z.array(z.string()).default([]),
});

/** A row of a table of fields. */
export interface Field {
  readonly name: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly meaning: string;
}

/** The fields of an object, in the order of the schema. */
export function fieldsOf(schema: Schema): Field[] {
  const { properties = {}, required } = form.parse(schema);
  return Object.entries(properties).map(([name, each]) => toField(name, each, required.includes(name)));
}

export function toField(name: string, schema: Schema, isRequired: boolean): Field {
  const { description = '', default: preset } = form.parse(schema);
  const fallback = preset === undefined ? [] : [`\`${JSON.stringify(preset)}\` when left out.`];
  const meaning = [description, ...fallback].filter((text) => text !== '').join(' ');
  return { name, type: typeOf(schema), isRequired, meaning };
}

/** The bound of every JavaScript integer, which is not worth showing. */
const { MAX_SAFE_INTEGER } = Number;

function typeOf(schema: Schema): string {
  const { type, enum: choices, anyOf, format, items, maxItems, properties, required } = form.parse(schema);
  if (choices) return choices.map((choice) => `\`${JSON.stringify(choice)}\``).join(', ');
  if (anyOf) return anyOf.map(typeOf).join(' or ');
  if (type === 'array')
    return `${maxItems ? `up to ${maxItems}` : 'list'} of ${items ? typeOf(items) : 'anything'}`;
  if (type === 'integer') return rangeOf(schema);
  if (format === 'date-time') return 'time (RFC 3339)';
  if (!properties) return type ?? 'anything';
  const names = Object.keys(properties).map((name) => (required.includes(name) ? name : `${name}?`));
  return `\`{${names.join(', ')}}\``;
}

function rangeOf(schema: Schema): string {
  const { minimum, maximum } = form.parse(schema);
  if (minimum === undefined) return 'whole number';
  return maximum === undefined || maximum === MAX_SAFE_INTEGER
    ? `whole number from ${minimum}`
    : `whole number, ${minimum} to ${maximum}`;
}
