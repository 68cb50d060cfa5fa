import type { ApiDocument, Operation } from './document.ts';
import { type Field, fieldsOf, toField } from './schema.ts';
import { toCurl, toLuau, toTypeScript } from './snippets.ts';
import { STORY } from './story.ts';

/** The page of the API: `start`, with its placeholders filled in, then each endpoint. */
export function writePage({ info, paths }: ApiDocument, start: string): string {
  const endpoints = inOrder(
    Object.entries(paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, operation]) => ({
        path,
        method: method.toUpperCase(),
        operation,
      })),
    ),
  );
  const byTag = Map.groupBy(endpoints, ({ operation }) => operation.tags[0]);
  const sections = [...byTag].map(([tag, tagged]) =>
    [`## ${tag}`, ...tagged.map(writeEndpoint)].join('\n\n'),
  );
  const beginning = start
    .trim()
    .replace('{version}', info.version)
    .replace('{endpoints}', writeIndex(endpoints));
  return `${[beginning, ...sections].join('\n\n')}\n`;
}

/** The endpoints in the order of the story. Throws where it lacks one, or has one that isn't there. */
function inOrder(endpoints: readonly Endpoint[]): readonly Endpoint[] {
  const names = STORY.map(([name]) => name);
  const byName = new Map(endpoints.map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint]));
  const strange = [...names.filter((name) => !byName.has(name)), ...byName.keys()].filter(
    (name) => !(names.includes(name) && byName.has(name)),
  );
  if (strange.length > 0)
    throw new Error(`docs/api-page/story.ts and the API differ in ${strange.join(', ')}`);
  return names.flatMap((name) => byName.get(name) ?? []);
}

/** All endpoints, each with the scopes that may call it. */
function writeIndex(endpoints: readonly Endpoint[]): string {
  const lines = endpoints.map(({ method, path, operation: { summary, description } }) => {
    const [, scopes = '_open_'] = /Scopes: any of (.+)\.$/m.exec(description) ?? [];
    const anchor = `${method} ${path}`
      .toLowerCase()
      .replaceAll(/[^a-z_ -]/g, '')
      .replaceAll(' ', '-');
    return wrap(`- [${method} ${path}](#${anchor}) (${scopes}): ${summary}.`, '  ');
  });
  return lines.join('\n');
}

interface Endpoint {
  readonly path: string;
  readonly method: string;
  readonly operation: Operation;
}

function writeEndpoint({ path, method, operation }: Endpoint): string {
  const { summary, description, parameters, requestBody, responses, security } = operation;
  const content = requestBody?.content['application/json'];
  const [, steps = []] = STORY.find(([name]) => name === `${method} ${path}`) ?? [];
  const isOpen = (target: string): boolean => security.length === 0 || target.startsWith('/sandbox/');
  const requests = steps.map((step) => ({ ...step, isSigned: !isOpen(step.target) }));
  const fields = [
    ...parameters.map(({ name, in: place, required, schema }) =>
      toField(`${name} (${place})`, schema, required),
    ),
    ...(content ? fieldsOf(content.schema) : []),
  ];
  const [answer] = Object.values(responses['200']?.content ?? {});
  return [
    `### \`${method} ${path}\``,
    wrap(`${summary}. ${description}`),
    ...(fields.length > 0 ? [writeFields(fields)] : []),
    writeProblems(responses),
    fence('sh', toCurl(requests)),
    fence('ts', toTypeScript(requests)),
    fence('luau', toLuau(requests)),
    'Answers:',
    typeof answer?.example === 'string'
      ? fence('text', answer.example)
      : fence('json', JSON.stringify(answer?.example, null, 2)),
  ].join('\n\n');
}

const LINE = 110;

/** The paragraphs of a text, in lines of at most 110 columns. */
const wrap = (text: string, indent = ''): string =>
  text.replaceAll(new RegExp(`(?=.{${LINE + 1}})(.{1,${LINE}}) `, 'g'), `$1\n${indent}`);

const fence = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\``;

function writeFields(fields: readonly Field[]): string {
  const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
  return [
    '| field | what it is | |',
    '| --- | --- | --- |',
    ...fields.map(({ name, type, isRequired, meaning }) => {
      const remark = [isRequired ? 'Required.' : '', cell(meaning)].filter((text) => text !== '').join(' ');
      return `| \`${name}\` | ${cell(type)} | ${remark} |`;
    }),
  ].join('\n');
}

/** Any endpoint may refuse with these, so the top of the page lists them once. */
const EVERYWHERE = [
  'too_large',
  'invalid',
  'internal',
  'rate_limited',
  'unauthorized',
  'out_of_scope',
  'storage_unavailable',
  'malformed_json',
  'unsupported_media_type',
];

function writeProblems(responses: Operation['responses']): string {
  const own = Object.entries(responses).flatMap(([status, { description }]) =>
    [...description.matchAll(/`(\w+)`: [^`]+?\.(?= `|$)/g)]
      .filter(([, code = '']) => !EVERYWHERE.includes(code))
      .map(([text]) => `- ${status} ${text}`),
  );
  return own.length === 0 ? 'No refusals of its own.' : ['Refusals of its own:', '', ...own].join('\n');
}
