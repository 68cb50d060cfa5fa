import type { Environment } from '../../support/bank.ts';

const WORD = 'Canary5f0c9e7aB3-zQ1xW8rT2yU6pL4k';

/** What must not be printed. Each invalid value has it in a place of its own. */
export const INVALID_VALUE = { 'an invalid value': WORD } as const;

/** Configurations that no bank starts with, each with an invalid value that has a secret in it. */
export const BAD_STARTS: readonly (readonly [string, Environment])[] = [
  [
    'every secret in a wrong form, all at once',
    {
      DATABASE_URL: `mongodb://bank:${WORD}@db.example/pet.bank`,
      API_KEYS: `teller-1:${WORD}:king,${WORD}:teller,web:${WORD}${WORD}${WORD}:member`,
      ADMIN_TOKEN: `${WORD} with a space`,
      DISCORD_TOKEN: `Bot ${WORD}`,
      ROBLOX_API_KEY: `key ${WORD}`,
      ROBLOX_USERS_URL: `https://bank:${WORD}@roblox.example`,
      DISCORD_API_URL: `https://discord.example/?token=${WORD}`,
    },
  ],
  [
    'secrets where other things belong',
    {
      HOST: `http://${WORD}`,
      PORT: WORD,
      PROXY_HOPS: WORD,
      LEASE_SECONDS: WORD,
      ROBLOX: WORD,
      VALUES: WORD,
      LOG_LEVEL: WORD,
      LIMIT_GEMS_PER_DAY: WORD,
    },
  ],
  ['a database with a password', { DATABASE_URL: `postgres://bank:${WORD}@db.example/petbank` }],
  ['a database in a cluster', { DATABASE_URL: `mongodb+srv://bank:${WORD}@${WORD}@db.example/petbank` }],
  ['a key with its fields mixed up', { API_KEYS: `${WORD}:teller-1:teller` }],
  ['one key twice', { API_KEYS: `${WORD}-a:${WORD}:teller,${WORD}-b:${WORD}:teller` }],
  [
    'weak secrets in production',
    {
      NODE_ENV: 'production',
      API_KEYS: `a:${'abcdefg'.repeat(5)}:read`,
      ADMIN_TOKEN: 'abcdefgabcdefgabcdefg',
    },
  ],
];

/** The secrets of the last one, too weak to be canaries by themselves. */
export const WEAK = { 'a weak key': 'abcdefg'.repeat(5), 'a weak token': 'abcdefgabcdefgabcdefg' } as const;
