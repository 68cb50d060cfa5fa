import { z } from 'zod';
import { type ArchiveTable, ROW_FORMS } from '../archive/rows.ts';
import { KEY_FIELDS } from './documents.ts';

/*
 * Every collection refuses documents of another shape, whoever writes them. MongoDB knows a dialect of JSON Schema of its own: types by
 * their names in BSON, and a field that may be null is one of two types. What the dialect can't say, the schemas say when a row is read.
 */

/** Fields that a document may lack, and what they are. */
const OWN_SCHEMAS: { readonly [T in ArchiveTable]?: Readonly<Record<string, unknown>> } = {
  bank: {
    format: { bsonType: ['int', 'long', 'double'] },
    commits: { bsonType: 'array', items: { bsonType: 'string' } },
  },
  nonces: { storedAt: { bsonType: 'date' } },
};

/** What a collection demands of its documents, from the schema that its rows are read by. */
export function validatorOf(table: ArchiveTable): { readonly $jsonSchema: Node } {
  const { schema } = ROW_FORMS[table];
  const json = z.parse(jsonNode, z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
  const row = translate(json);
  const keyField = KEY_FIELDS[table];
  const properties = { ...(row.properties ?? {}), ...OWN_SCHEMAS[table] };
  const key = keyField === null ? { bsonType: 'string' } : properties[keyField];
  const required = (row.required ?? []).filter((name) => name !== keyField);
  return {
    $jsonSchema: {
      bsonType: 'object',
      required: ['_id', ...required],
      properties: { _id: key, ...without(properties, keyField) },
    },
  };
}

interface Node {
  readonly bsonType?: string | readonly string[];
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly required?: readonly string[];
  readonly [keyword: string]: unknown;
}

const jsonNode = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  enum: z.array(z.unknown()).optional(),
  pattern: z.string().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  items: z.unknown().optional(),
  prefixItems: z.array(z.unknown()).optional(),
  anyOf: z.array(z.unknown()).optional(),
});
type JsonNode = z.infer<typeof jsonNode>;

/**
 * BSON has three kinds of numbers for a whole one: which it is depends on the size, and on the program that
 * wrote it.
 */
const WHOLE = { bsonType: ['int', 'long', 'double'], multipleOf: 1 } as const;
const DIGITS = '^-?\\d+$';

function translate(json: JsonNode): Node {
  if (json.anyOf) return nullable(json.anyOf.map((one) => z.parse(jsonNode, one)));
  if (Array.isArray(json.type)) return nullable(json.type.map((type) => ({ ...json, type })));
  switch (json.type) {
    case 'integer':
      return { ...WHOLE, ...pick(json, ['minimum', 'maximum']) };
    case 'boolean':
      return { bsonType: 'bool' };
    case 'array':
      return { bsonType: 'array', items: itemsOf(json) };
    case 'object':
      return {
        bsonType: 'object',
        required: json.required ?? [],
        properties: mapValues(json.properties ?? {}, (one) => translate(z.parse(jsonNode, one))),
      };
    default:
      return {
        bsonType: json.type ?? [],
        ...pick(json, ['enum']),
        // Other patterns of ours are JavaScript's: MongoDB's engine reads them otherwise.
        ...(json.pattern === DIGITS ? { pattern: '^-?[0-9]+$' } : {}),
      };
  }
}

/** Zod says "or null" as a choice of two. */
function nullable(choices: readonly JsonNode[]): Node {
  const [value] = choices.filter((choice) => choice.type !== 'null').map(translate);
  const types = [value?.bsonType ?? []].flat();
  return { ...value, bsonType: [...types, 'null'] };
}

function itemsOf({ prefixItems, items }: JsonNode): unknown {
  const read = (one: unknown): Node => translate(z.parse(jsonNode, one));
  return prefixItems ? prefixItems.map(read) : read(items);
}

const pick = (json: JsonNode, names: readonly (keyof JsonNode)[]): Record<string, unknown> =>
  Object.fromEntries(names.flatMap((name) => (json[name] === undefined ? [] : [[name, json[name]]])));

const mapValues = (
  record: Readonly<Record<string, unknown>>,
  map: (value: unknown) => unknown,
): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));

const without = (record: Readonly<Record<string, unknown>>, name: string | null): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).filter(([each]) => each !== name));
