import { z } from 'zod';
import { type ArchiveTable, ROW_SCHEMAS } from '../archive/rows.ts';
import { fieldOfId } from './documents.ts';
import { MONGO_TABLES } from './tables.ts';

/**
 * What a collection demands of its documents, whoever writes them, from the schema that its rows are read by,
 * in MongoDB's dialect of JSON Schema: types have their BSON names, and a field that may be null is one of
 * two types. What the dialect can't express, the schemas check when a row is read.
 */
export function createValidator(table: ArchiveTable): { readonly $jsonSchema: Node } {
  const row = readNode(z.toJSONSchema(ROW_SCHEMAS[table], { io: 'input', unrepresentable: 'any' }));
  const keyField = fieldOfId(table);
  const extraFields = Object.entries(MONGO_TABLES[table].extraFields ?? {}).filter(
    ([, field]) => field !== null,
  );
  const fields = { ...row.properties, ...Object.fromEntries(extraFields) };
  const { [keyField ?? '']: _id = { bsonType: 'string' }, ...properties } = fields;
  const required = ['_id', ...(row.required ?? []).filter((name) => name !== keyField)];
  return { $jsonSchema: { bsonType: 'object', required, properties: { _id, ...properties } } };
}

interface Node {
  readonly bsonType?: string | readonly string[];
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly required?: readonly string[];
  readonly enum?: readonly unknown[];
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

/** BSON has three types for a whole number: which it is depends on its size, and on who wrote it. */
const WHOLE = { bsonType: ['int', 'long', 'double'], multipleOf: 1 } as const;
const DIGITS = '^-?\\d+$';

function translate(json: JsonNode): Node {
  if (json.anyOf) return nullable(json.anyOf.map((choice) => z.parse(jsonNode, choice)));
  if (Array.isArray(json.type)) return nullable(json.type.map((type) => ({ ...json, type })));
  switch (json.type) {
    case 'integer':
      return { ...WHOLE, ...pick(json, ['minimum', 'maximum']) };
    case 'boolean':
      return { bsonType: 'bool' };
    case 'array':
      return { bsonType: 'array', items: json.prefixItems?.map(readNode) ?? readNode(json.items) };
    case 'object': {
      const properties = Object.entries(json.properties ?? {}).map(([name, value]) => [
        name,
        readNode(value),
      ]);
      return {
        bsonType: 'object',
        required: json.required ?? [],
        properties: Object.fromEntries(properties),
      };
    }
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
  const named = value?.enum ? { enum: [...value.enum, null] } : {};
  return { ...value, ...named, bsonType: [...types, 'null'] };
}

const readNode = (json: unknown): Node => translate(z.parse(jsonNode, json));

const pick = (json: JsonNode, names: readonly (keyof JsonNode)[]): Record<string, unknown> =>
  Object.fromEntries(names.flatMap((name) => (json[name] === undefined ? [] : [[name, json[name]]])));
