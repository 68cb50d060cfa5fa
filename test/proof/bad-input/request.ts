import { parseJson } from '../../../src/json.ts';
import type { Dice } from '../dice.ts';
import { breakBody } from './break-body.ts';
import type { DocumentedEndpoint } from './document.ts';
import { largestBody, ODD_BODIES, ODD_PARAMETERS, ODD_QUERIES } from './odd.ts';
import { type Tree, writeTree } from './tree.ts';
import { type Living, makeValue } from './values.ts';

/** One request to an endpoint, and what the document says of it. */
export interface BadRequest {
  readonly target: string;
  readonly body: string | Uint8Array | null;
  /**
   * `right`: it fits the endpoint's schemas. `wrong`: it doesn't. `elsewhere`: its path is not the
   * endpoint's.
   */
  readonly verdict: 'right' | 'wrong' | 'elsewhere';
}

/**
 * A request that the document allows, or one that began so and was broken in its path, its query or its body.
 * Every other number goes through the lists of odd bodies and queries, so that each comes at every endpoint;
 * the others are random.
 */
export function makeRequest(
  endpoint: DocumentedEndpoint,
  number: number,
  dice: Dice,
  living: Living,
): BadRequest {
  const path = makeParameters(endpoint, 'path', dice, living);
  const query = makeParameters(endpoint, 'query', dice, living);
  const body = endpoint.body && makeValue(endpoint.body.node, '', dice, living);
  const broken = chooseBreak(
    { number, hasBody: body !== null, hasPath: path.length > 0, hasQuery: query.length > 0 },
    dice,
  );
  const sentPath =
    broken === 'path' ? path.map(([name]) => [name, dice.pick(ODD_PARAMETERS)] as const) : path;
  const rightQuery = query.map((pair) => pair.join('=')).join('&');
  const sentQuery = broken === 'query' ? breakQuery(query, rightQuery, dice, number) : rightQuery;
  const target = sentPath.reduce(
    (written, [name, value]) => written.replace(`{${name}}`, () => value),
    endpoint.path,
  );
  const request = {
    target: sentQuery === '' && broken !== 'query' ? target : `${target}?${sentQuery}`,
    body:
      body &&
      (broken === 'body'
        ? breakBody(body, { number, largest: largestBody(endpoint.path) }, dice)
        : writeTree(body)),
  };
  return { ...request, verdict: judgeRequest(endpoint, sentPath, sentQuery, request.body) };
}

type Part = 'path' | 'query' | 'body' | 'nothing';

function chooseBreak(
  given: { number: number; hasBody: boolean; hasPath: boolean; hasQuery: boolean },
  dice: Dice,
): Part {
  const { number, hasBody, hasPath, hasQuery } = given;
  const list = hasBody ? ODD_BODIES : ODD_QUERIES;
  if (number % 2 === 0 && number / 2 < list.length) return hasBody ? 'body' : 'query';
  const mostly: Part = hasBody ? 'body' : 'query';
  return dice.pick<Part>([
    'nothing',
    mostly,
    ...(hasBody ? [mostly, mostly, mostly] : []),
    ...(hasPath ? (['path', 'path'] as const) : []),
    ...(hasQuery ? (['query', 'query'] as const) : []),
    ...(dice.onceIn(10) ? (['query'] as const) : []),
  ]);
}

type Parameters = readonly (readonly [name: string, sent: string])[];

function makeParameters(
  { parameters }: DocumentedEndpoint,
  place: 'path' | 'query',
  dice: Dice,
  living: Living,
): Parameters {
  return parameters
    .filter((parameter) => parameter.in === place && (parameter.required || dice.onceIn(2)))
    .map((parameter) => [
      parameter.name,
      encodeURIComponent(plain(makeValue(parameter.schema.node, `${place} ${parameter.name}`, dice, living))),
    ]);
}

const plain = (tree: Tree): string => {
  const value: unknown = JSON.parse(writeTree(tree));
  return typeof value === 'string' ? value.toWellFormed() : String(value);
};

function breakQuery(right: Parameters, written: string, dice: Dice, number: number): string {
  const listed = number % 2 === 0 ? ODD_QUERIES[number / 2] : undefined;
  if (listed) return listed(written);
  if (right.length === 0 || dice.onceIn(2)) return dice.pick(ODD_QUERIES)(written);
  const at = dice.below(right.length);
  const [name = ''] = right[at] ?? [];
  return right
    .with(at, [name, dice.pick(ODD_PARAMETERS)])
    .map((pair) => pair.join('='))
    .join('&');
}

function judgeRequest(
  { path: template, parameters, body: documented }: DocumentedEndpoint,
  path: Parameters,
  query: string,
  body: BadRequest['body'],
): BadRequest['verdict'] {
  // A segment of dots may be resolved by any URL parser on the way, and without a segment it is another path.
  if (path.some(([, value]) => /^(\.|%2e){0,2}$/i.test(value))) return 'elsewhere';
  const queried = [...new URLSearchParams(`?${query}`)];
  const given = new Map([...path.map(([name, value]) => [name, decoded(value)] as const), ...queried]);
  const isOnce = given.size === path.length + queried.length;
  const isKnown = [...given.keys()].every((name) => parameters.some((parameter) => parameter.name === name));
  const isFitting = parameters.every(({ name, required, schema }) => {
    const value = given.get(name);
    return value === undefined ? !required : schema.judge.safeParse(value).success;
  });
  const isBodyRight =
    documented === null ||
    (body !== null && Buffer.byteLength(body) <= largestBody(template) && fits(documented.judge, body));
  return isOnce && isKnown && isFitting && isBodyRight ? 'right' : 'wrong';
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function fits(
  judge: { safeParse(value: unknown): { success: boolean } },
  body: string | Uint8Array,
): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(body));
    return judge.safeParse(parseJson(text)).success;
  } catch {
    return false;
  }
}
