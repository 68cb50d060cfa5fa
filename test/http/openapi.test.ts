import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import type { z } from 'zod';
import { PROBLEMS } from '../../src/http/problem-table.ts';
import { startBank, type TestBank } from '../support/bank.ts';
import { documentedEndpoints, documentSchema } from '../support/documented.ts';
import { putProfile } from '../support/scenes.ts';
import { read } from '../support/send.ts';
import { playStory, type Scene } from '../support/story.ts';

let bank: TestBank;
let document: z.infer<typeof documentSchema>;
let scenes: readonly Scene[];
beforeAll(async () => {
  bank = await startBank();
  document = documentSchema.parse(await readJson('/swagger/json'));
  scenes = await playStory(bank, (description) => putProfile(bank, { id: 156, description }));
});
afterAll(() => bank.end());

const readJson = async (target: string): Promise<unknown> => (await bank.askOpenly(target)).json();

/** What the contract promises, and whether it wants a signature. */
const CONTRACT = [
  ['post', '/verify/start', 'signed'],
  ['post', '/verify/confirm', 'signed'],
  ['post', '/deposit/check', 'signed'],
  ['post', '/deposit/complete', 'signed'],
  ['post', '/withdraw/request', 'signed'],
  ['post', '/withdraw/cancel', 'signed'],
  ['post', '/withdraw/check', 'signed'],
  ['post', '/withdraw/complete', 'signed'],
  ['post', '/teller/report', 'signed'],
  ['get', '/user/{id}/inventory', 'signed'],
  ['get', '/user/{id}/transactions', 'signed'],
  ['get', '/items/all', 'open'],
  ['get', '/proof', 'open'],
  ['get', '/health', 'open'],
  ['get', '/livez', 'open'],
  ['get', '/readyz', 'open'],
  ['get', '/metrics', 'open'],
  ['get', '/sandbox/roblox/users/{username}', 'open'],
  ['put', '/sandbox/roblox/users/{username}', 'open'],
] as const;

test('the document is OpenAPI, by an independent validator', async () => {
  const { valid, errors } = await new Validator().validate(Object(await readJson('/swagger/json')));
  expect(errors).toBeUndefined();
  expect(valid).toBe(true);
  expect(document).toMatchObject({ openapi: '3.0.3', info: { title: 'Petbank', version: '0.0.0-test' } });
});

test.each(CONTRACT)('the document holds %s %s, which is %s', (method, path, access) => {
  const operation = document.paths[path]?.[method];
  expect(operation?.security).toEqual(access === 'signed' ? [{ signature: [] }] : []);
  const places = operation?.parameters
    .filter((parameter) => parameter.in === 'path')
    .map(({ name }) => `{${name}}`);
  expect(places).toEqual(path.match(/\{\w+\}/g) ?? []);
  expect(operation?.requestBody !== undefined).toBe(method !== 'get');
});

test('every operation has a name and a summary of its own', () => {
  const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  expect(new Set(operations.map(({ summary }) => summary)).size).toBe(operations.length);
});

describe.each(documentedEndpoints().map((endpoint) => ({ ...endpoint })))('$method $path', (endpoint) => {
  const { method, path, scopes, problems, example } = endpoint;
  const documented = () => document.paths[path]?.[method.toLowerCase()];

  test('has an example that its own schemas accept', () => {
    expect(endpoint.body.safeParse(example.body).error?.issues).toBeUndefined();
    const query = Object.fromEntries(new URLSearchParams(example.query));
    expect(endpoint.query.safeParse(query).error?.issues).toBeUndefined();
    expect<unknown>(read(endpoint.answer, { status: 200, body: example.answer })).toEqual(example.answer);
  });

  test('documents the status of every problem that it may answer', () => {
    const signed = ['unauthorized', 'out_of_scope', 'storage_unavailable'] as const;
    const withBody = ['malformed_json', 'unsupported_media_type', 'too_large'] as const;
    const codes = [
      ...problems,
      ...(scopes.length > 0 ? signed : []),
      ...(method === 'GET' ? [] : withBody),
      'invalid' as const,
      'internal' as const,
    ];
    for (const code of codes) {
      const { description } = documented()?.responses[PROBLEMS[code].status] ?? {};
      expect(description ?? '').toContain(path === '/health' || path === '/readyz' ? '' : `\`${code}\``);
    }
  });

  test('answers a real story just as it documents', () => {
    for (const { status, body } of scenes.filter((scene) => scene.path === path && scene.method === method)) {
      read(endpoint.answer, { status, body });
    }
  });
});

test('the story asks every endpoint of the contract that a member and a teller need', () => {
  const covered = new Set(scenes.map(({ path }) => path));
  const untold = ['/withdraw/cancel', '/livez', '/readyz', '/metrics', '/sandbox/roblox/users/{username}'];
  expect(CONTRACT.map(([, path]) => path).filter((path) => !covered.has(path))).toEqual(
    expect.arrayContaining(untold),
  );
  expect(covered.size).toBe(new Set(CONTRACT.map(([, path]) => path)).size - untold.length);
});
