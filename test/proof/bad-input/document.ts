import { z } from 'zod';
import type { TestBank } from '../../support/bank.ts';

/** As much of a JSON Schema as values are made by. */
export interface SchemaNode {
  readonly type?: string | undefined;
  readonly properties?: Readonly<Record<string, SchemaNode>> | undefined;
  readonly required?: readonly string[] | undefined;
  readonly items?: SchemaNode | undefined;
  readonly anyOf?: readonly SchemaNode[] | undefined;
  readonly enum?: readonly unknown[] | undefined;
  readonly pattern?: string | undefined;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly minLength?: number | undefined;
  readonly maxLength?: number | undefined;
  readonly maxItems?: number | undefined;
}

const node: z.ZodType<SchemaNode> = z.lazy(() =>
  z.object({
    type: z.string().optional(),
    properties: z.record(z.string(), node).optional(),
    required: z.array(z.string()).optional(),
    items: node.optional(),
    anyOf: z.array(node).optional(),
    enum: z.array(z.unknown()).optional(),
    pattern: z.string().optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    minLength: z.number().optional(),
    maxLength: z.number().optional(),
    maxItems: z.number().optional(),
  }),
);

/**
 * A schema of the document: to make values by, and to judge values by. Both come from the document, not from
 * our code.
 */
export interface Documented {
  readonly node: SchemaNode;
  readonly judge: z.ZodType;
}

const documented = z.record(z.string(), z.unknown()).transform((json): Documented => {
  const judge = z.fromJSONSchema(json, { defaultTarget: 'openapi-3.0' });
  return { node: node.parse(json), judge };
});
const content = z.record(z.string(), z.object({ schema: documented }));
const operationSchema = z.object({
  parameters: z.array(
    z.object({ name: z.string(), in: z.enum(['path', 'query']), required: z.boolean(), schema: documented }),
  ),
  security: z.array(z.unknown()),
  requestBody: z.object({ content }).optional(),
  responses: z.record(z.string(), z.object({ description: z.string(), content: content.optional() })),
});

/** An endpoint as the document has it. */
export interface DocumentedEndpoint extends z.infer<typeof operationSchema> {
  readonly method: string;
  readonly path: string;
  readonly body: Documented | null;
}

const paths = z.record(z.string(), z.record(z.string(), operationSchema));

/** Every endpoint of the bank's own OpenAPI document, as it serves it. */
export async function readDocument(bank: TestBank): Promise<readonly DocumentedEndpoint[]> {
  const text = await (await bank.askOpenly('/swagger/json')).text();
  const json = z.looseObject({ components: z.looseObject({ schemas: z.unknown() }) }).parse(JSON.parse(text));
  const { Problem } = z.object({ Problem: z.unknown() }).parse(json.components.schemas);
  const reference = JSON.stringify({ $ref: '#/components/schemas/Problem' });
  const resolved = JSON.parse(text.replaceAll(reference, JSON.stringify(Problem)));
  return Object.entries(paths.parse(resolved.paths)).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...operation,
      method: method.toUpperCase(),
      path,
      body: operation.requestBody?.content['application/json']?.schema ?? null,
    })),
  );
}
