import { z } from 'zod';
import { type ApiKey, KEY_ID, SCOPES, type Scope, SECRET } from '../api-key.ts';

/** Callers without a key, for whom one of that name could pass: the bank, its bot, the playground, staff. */
const RESERVED_NAME = /^(?:bank|discord|playground|staff-.*)$/;
const HOW_TO_MAKE = 'make one with "bun run petbank keys new"';
const THREE_PARTS = `must be three parts, id:secret:scopes, and nothing more; ${HOW_TO_MAKE}`;

/** API_KEYS: `id:secret:scope+scope`, separated by commas. Every error in every key is its own issue. */
export const apiKeys = z.string().transform((text, context): readonly ApiKey[] => {
  const entries = splitKeys(text);
  for (const [index, entry] of entries.entries()) {
    for (const error of findErrors(entry, entries.slice(0, index))) {
      const message = `${labelKey(entry, index)} ${error}`;
      context.issues.push({ code: 'custom', message, input: undefined });
    }
  }
  return entries.map(({ id, secret, scopes }) => ({
    id,
    name: callerName(id),
    secret,
    scopes: new Set(scopes.filter(isScope)),
  }));
});

/** The keys as written, well-formed or not. */
export function splitKeys(text: string): KeyEntry[] {
  const entries = text.split(',').filter((entry) => entry.trim() !== '');
  return entries.map(splitKeyEntry);
}

/**
 * What an error calls the key: its position, and its id where that surely is the id. Someone who mixes up the
 * order has the secret where the id should be, and no secret may be printed.
 */
export function labelKey({ id, secret }: KeyEntry, index: number): string {
  const isSurelyId = KEY_ID.test(id) && !id.split('@').some(isSecret) && isSecret(secret);
  return isSurelyId ? `key ${index + 1} (${id})` : `key ${index + 1}`;
}

interface KeyEntry {
  readonly id: string;
  readonly secret: string;
  readonly scopes: readonly string[];
  /** How many the entry was split into. */
  readonly fieldCount: number;
}

function splitKeyEntry(text: string): KeyEntry {
  const fields = text.split(':').map((field) => field.trim());
  const [id = '', secret = '', scopes = ''] = fields;
  return { id, secret, scopes: scopes.split('+').map((scope) => scope.trim()), fieldCount: fields.length };
}

function findErrors({ id, secret, scopes, fieldCount }: KeyEntry, earlier: readonly KeyEntry[]): string[] {
  if (fieldCount !== 3) return [THREE_PARTS];
  const checks: [boolean, string][] = [
    [
      !KEY_ID.test(id),
      'has a bad id: it is 1 to 64 of A-Z a-z 0-9 _ . - and, if you like, @ and a tag of the same',
    ],
    [
      RESERVED_NAME.test(callerName(id)),
      'has a name of the bank itself: bank, discord, playground and what begins with staff- are taken; ' +
        'choose another, such as teller-1',
    ],
    [!isSecret(secret), `has a bad secret: it is 32 to 64 of A-Z a-z 0-9 _ -; ${HOW_TO_MAKE}`],
    [!scopes.every(isScope), `has an unknown scope: use ${SCOPES.join(', ')}, with + between them`],
    [new Set(scopes).size < scopes.length, 'has the same scope twice: name each once'],
    [
      earlier.some((other) => other.id === id),
      'has the id of another key: use ids such as teller-1@a, teller-1@b',
    ],
    [earlier.some((other) => other.secret === secret), `has the secret of another key: ${HOW_TO_MAKE}`],
  ];
  return checks.flatMap(([isWrong, message]) => (isWrong ? [message] : []));
}

const callerName = (id: string): string => id.split('@')[0] ?? id;

export const isSecret = (text: string): boolean => SECRET.test(text);

const isScope = (name: string): name is Scope => SCOPES.some((scope) => scope === name);
