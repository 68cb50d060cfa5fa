import { z } from 'zod';
import type { ApiDocument, Operation, Schema } from './document.ts';

/** As much of a JSON Schema as a type in TypeScript shows. */
const form = z.object({
  type: z.string().optional(),
  enum: z.array(z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
  nullable: z.boolean().optional(),
  items: z.record(z.string(), z.unknown()).optional(),
  anyOf: z.array(z.record(z.string(), z.unknown())).optional(),
  properties: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
  required: z.array(z.string()).default([]),
});

const HEAD = `// Made by "bun run docs:api" from the bank's OpenAPI document.
`;

/** The bodies and answers of every endpoint that programs call, as declarations for TypeScript. */
export function writeTypes({ paths }: ApiDocument): string {
  const of = (method: string) =>
    Object.entries(paths).flatMap(([path, operations]) => {
      const operation = operations[method];
      return operation ? [{ path, operation }] : [];
    });
  const gets = of('get').flatMap(({ path, operation }) => writeGet(path, operation));
  const posts = of('post').map(({ path, operation }) => {
    const body = operation.requestBody?.content['application/json'];
    const fields = [
      `    body: ${body ? typeOf(body.schema, 2) : 'undefined'};`,
      `    answer: ${answerOf(operation, 2)};`,
    ];
    return [`  '${path}': {`, ...fields, '  };'].join('\n');
  });
  return [
    HEAD,
    '/** What each endpoint answers to GET, by its path with its query. */',
    'export interface Gets {',
    ...gets,
    '}',
    '',
    '/** What each endpoint takes and answers, by its path. */',
    'export interface Posts {',
    ...posts,
    '}',
    '',
  ].join('\n');
}

/** A path, whose parameters may be anything, and the same with a query, where it takes one. */
function writeGet(path: string, operation: Operation): string[] {
  const pattern = path.replaceAll(/\{\w+\}/g, () => `\${string}`);
  const hasQuery = operation.parameters.some(({ in: place }) => place === 'query');
  const answer = answerOf(operation);
  const withQuery = `\`${pattern}?\${string}\``;
  if (pattern !== path) return [`  [path: \`${pattern}\`${hasQuery ? ` | ${withQuery}` : ''}]: ${answer};`];
  return [`  '${path}': ${answer};`, ...(hasQuery ? [`  [path: ${withQuery}]: Gets['${path}'];`] : [])];
}

function answerOf({ responses }: Operation, depth = 1): string {
  const content = responses['200']?.content ?? {};
  const json = content['application/json'];
  return json ? typeOf(json.schema, depth) : 'string';
}

function typeOf(schema: Schema, depth: number): string {
  const { nullable, ...rest } = form.parse(schema);
  const type = bareTypeOf(rest, depth);
  return nullable && type !== 'null' ? `${type} | null` : type;
}

type Form = Omit<z.infer<typeof form>, 'nullable'>;

function bareTypeOf(
  { type, enum: choices, items, anyOf, properties, required }: Form,
  depth: number,
): string {
  if (choices) return writeUnion(choices.map(writeChoice), depth);
  if (anyOf) return [...new Set(anyOf.map((each) => typeOf(each, depth)))].join(' | ');
  if (type === 'array') return `readonly ${items ? itemOf(items, depth) : 'unknown'}[]`;
  if (properties) {
    const before = '  '.repeat(depth + 1);
    const fields = Object.entries(properties).map(
      ([name, each]) =>
        `${before}${name}${required.includes(name) ? '' : '?'}: ${typeOf(each, depth + 1)};\n`,
    );
    return `{\n${fields.join('')}${'  '.repeat(depth)}}`;
  }
  if (type === 'integer' || type === 'number') return 'number';
  return type === 'string' || type === 'boolean' ? type : 'unknown';
}

/** The longest union on one line. */
const MAX_UNION = 80;

function writeUnion(types: readonly string[], depth: number): string {
  const line = types.join(' | ');
  const before = `\n${'  '.repeat(depth + 1)}| `;
  return line.length <= MAX_UNION ? line : before + types.join(before);
}

const writeChoice = (choice: string | number | boolean | null): string =>
  typeof choice === 'string' ? `'${choice.replaceAll("'", "\\'")}'` : String(choice);

/** What a list holds: a choice between types goes in parentheses. */
function itemOf(schema: Schema, depth: number): string {
  const { anyOf, enum: choices, nullable } = form.parse(schema);
  const type = typeOf(schema, depth);
  return anyOf || choices || nullable ? `(${type})` : type;
}
