import { cruise, type IAllowedRuleType, type IViolation } from 'dependency-cruiser';

/** What the files of one folder of `src` may import besides each other. */
interface Allowance {
  /** Folders of `src`, with all that is in them, and files at its top. */
  readonly modules: readonly string[];
  /** npm packages, and modules of Node and Bun. */
  readonly packages: readonly string[];
}

const ENGINE = 'bank/engine';
/** Small files at the top of `src` that know no layer. */
const SHARED = [
  'api-key.ts',
  'cache.ts',
  'called-as.ts',
  'check-proof.ts',
  'clean-text.ts',
  'error-code.ts',
  'files.ts',
  'finding.ts',
  'format-span.ts',
  'json.ts',
  'profile-url.ts',
  'same-secret.ts',
  'schedule.ts',
  'secret.ts',
  'sha256.ts',
  'sign-in.ts',
  'staff-token.ts',
  'window-counter.ts',
  'zod-messages.ts',
];

/**
 * The layers, from the top down. A folder that isn't named belongs to the one around it. No other import is
 * allowed, whether of a value or of a type.
 */
export const ALLOWANCES: Readonly<Record<string, Allowance>> = {
  'main.ts': {
    // Of `cli` only the doctor, once staff ask for it.
    modules: ['app', 'bank-clock.ts', 'cli', 'config', 'storage', 'log.ts', 'log-output.ts', ...SHARED],
    packages: ['crypto'],
  },
  'one-file.ts': { modules: ['cli', 'main.ts', 'called-as.ts'], packages: ['crypto'] },
  app: {
    modules: [
      ...[
        'bank',
        'commands',
        'config',
        'dashboard',
        'discord',
        'http',
        'member',
        'messages',
        'notices',
        'peers',
        'pictures',
        'playground',
      ],
      ...['roblox', 'storage', 'upstream', 'values', 'web', 'webhooks', 'witness', 'log.ts', ...SHARED],
    ],
    packages: ['crypto', 'fs', 'os', 'path', 'picocolors', 'timers'],
  },
  cli: {
    modules: [
      ...['app', 'bank', 'config', 'roblox', 'simulate', 'storage', 'upstream', 'values', 'witness'],
      'log.ts',
      ...SHARED,
    ],
    packages: [
      '@clack/prompts',
      'citty',
      'crypto',
      'discord.js',
      'fs',
      'os',
      'path',
      'picocolors',
      'util',
      'zod',
    ],
  },
  simulate: { modules: ['bank', ...SHARED], packages: ['fs', 'luau-web', 'path', 'pure-rand', 'zod'] },
  discord: {
    modules: ['bank', 'commands', 'messages', 'notices', ...SHARED],
    packages: ['cockatiel', 'discord.js', 'lru-cache', 'pino', 'util', 'zod'],
  },
  'playground/chat': {
    modules: ['bank', 'commands', 'messages', 'notices', ...SHARED],
    packages: ['crypto', 'lru-cache', 'zod'],
  },
  'playground/http': {
    modules: ['bank', 'http', 'messages', 'playground/chat', 'web', ...SHARED],
    packages: ['crypto', 'lru-cache', 'zod'],
  },
  // What a browser runs: of the server's code it may know the shapes of messages and the names of pets.
  'playground/page': {
    modules: ['commands/model', ENGINE, 'messages', 'playground/chat', 'web/page'],
    packages: ['preact'],
  },
  'dashboard/http': {
    modules: [
      ...['bank', 'commands', 'dashboard/protocol.ts', 'dashboard/protocol-log.ts', 'http', 'web'],
      ...SHARED,
    ],
    packages: ['crypto', 'timers', 'util', 'zlib', 'zod'],
  },
  // What a browser runs: of the server's code it knows shapes, and the names of pets.
  'dashboard/page': {
    modules: [
      ...['bank', 'dashboard/protocol.ts', 'dashboard/protocol-log.ts'],
      ...['api-key.ts', 'finding.ts', 'format-span.ts', 'sha256.ts', 'web/page'],
    ],
    packages: ['preact'],
  },
  'dashboard/protocol.ts': { modules: [ENGINE], packages: [] },
  'dashboard/protocol-log.ts': { modules: [ENGINE], packages: [] },
  'member/http': {
    modules: ['bank', 'commands', 'http', 'member/protocol.ts', 'messages', 'web', ...SHARED],
    packages: ['zod'],
  },
  // What a browser runs.
  'member/page': {
    modules: [ENGINE, 'check-proof.ts', 'member/protocol.ts', 'messages', 'profile-url.ts', 'web/page'],
    packages: ['preact'],
  },
  'member/protocol.ts': { modules: [ENGINE], packages: [] },
  http: {
    modules: ['bank', 'messages', 'web', ...SHARED],
    packages: [
      ...['@elysiajs/swagger', 'cockatiel', 'crypto', 'elysia', 'mongodb', 'net', 'prom-client'],
      ...['rate-limiter-flexible', 'util', 'zlib', 'zod'],
    ],
  },
  peers: { modules: ['bank', 'storage', ...SHARED], packages: ['crypto', 'lru-cache', 'zod'] },
  web: { modules: ['messages', ...SHARED], packages: [] },
  // What the pages share.
  'web/page': { modules: [ENGINE, 'messages'], packages: ['preact', 'uplot'] },
  // Runs in a browser. The API page signs with the very client that programs get.
  'web/browser': {
    modules: ['check-proof.ts', 'messages', 'web/page'],
    packages: ['clients/typescript', 'uplot'],
  },
  webhooks: { modules: ['bank', 'commands', 'messages', 'notices', ...SHARED], packages: ['crypto'] },
  notices: { modules: ['bank', 'commands', 'messages', ...SHARED], packages: [] },
  commands: {
    modules: ['bank', 'messages', 'pictures', ...SHARED],
    packages: ['lru-cache', 'zod'],
  },
  messages: { modules: [], packages: ['@schummar/icu-type-parser', 'intl-messageformat', 'lru-cache'] },
  pictures: {
    modules: [ENGINE, 'messages', ...SHARED],
    packages: ['@napi-rs/canvas', 'cockatiel', 'd3-scale', 'd3-shape', 'fs', 'lru-cache', 'path', 'zlib'],
  },
  witness: { modules: ['bank', 'upstream', ...SHARED], packages: ['crypto', 'zod'] },
  values: { modules: ['bank', 'upstream', ...SHARED], packages: ['buffer', 'csv-parse', 'lru-cache', 'zod'] },
  roblox: { modules: ['bank', 'upstream', ...SHARED], packages: ['crypto', 'lru-cache', 'zod'] },
  upstream: { modules: ['bank', ...SHARED], packages: ['cockatiel', 'crypto', 'zod'] },
  'storage/sqlite': {
    modules: ['bank', 'storage', ...SHARED],
    packages: ['bun:sqlite', 'crypto', 'drizzle-orm', 'fs', 'path', 'zod'],
  },
  'storage/mongodb': { modules: ['bank', 'storage', ...SHARED], packages: ['crypto', 'mongodb', 'zod'] },
  storage: {
    modules: ['bank', 'storage/mongodb', 'storage/sqlite', ...SHARED],
    packages: ['crypto', 'fs', 'mongodb', 'path', 'stream', 'timers', 'zlib', 'zod'],
  },
  // The operations of the bank, and below them what every one stands on: no clock, no chance, no network.
  bank: { modules: [ENGINE, ...SHARED], packages: ['zod'] },
  [ENGINE]: { modules: [...SHARED], packages: ['crypto', 'zod'] },
  config: { modules: [...SHARED], packages: ['fs', 'net', 'path', 'util', 'zod'] },
  'log.ts': { modules: [], packages: ['pino', 'pino-pretty'] },
  'log-output.ts': { modules: ['error-code.ts'], packages: ['fs'] },
  'api-key.ts': { modules: [], packages: [] },
  'cache.ts': { modules: [], packages: ['lru-cache'] },
  'called-as.ts': { modules: [], packages: ['path'] },
  'bank-clock.ts': { modules: [], packages: [] },
  'check-proof.ts': { modules: ['sha256.ts'], packages: ['zod'] },
  'clean-text.ts': { modules: [], packages: [] },
  'error-code.ts': { modules: [], packages: [] },
  'finding.ts': { modules: [], packages: [] },
  'files.ts': { modules: [], packages: ['fs', 'path', 'url'] },
  'same-secret.ts': { modules: [], packages: ['crypto'] },
  'schedule.ts': { modules: [], packages: ['croner'] },
  'secret.ts': { modules: [], packages: ['crypto'] },
  'sha256.ts': { modules: [], packages: [] },
  'staff-token.ts': { modules: ['secret.ts'], packages: [] },
  'window-counter.ts': { modules: ['cache.ts'], packages: [] },
  'zod-messages.ts': { modules: [], packages: ['zod'] },
};

/** One forbidden import, or one loop of imports, as a line for people. */
export type ImportError = string;

/**
 * Reads every import of `src` under `folder`, type-only and dynamic ones too, and returns those that no
 * allowance names, and each loop.
 */
export async function findImportErrors(folder: string): Promise<readonly ImportError[]> {
  const { output } = await cruise(['src'], {
    baseDir: folder,
    validate: true,
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.test\\.tsx?$' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx'] },
    ruleSet: {
      forbidden: [{ name: 'loop', severity: 'error', from: {}, to: { circular: true } }],
      allowed: Object.keys(ALLOWANCES).flatMap(allowedBy),
      allowedSeverity: 'error',
    },
  });
  if (typeof output === 'string') throw new Error('the import graph came as text');
  return output.summary.violations.map(describeViolation).toSorted();
}

function allowedBy(place: string): IAllowedRuleType[] {
  const { modules, packages } = ALLOWANCES[place] ?? { modules: [], packages: [] };
  const from = { path: pathOf(place), ...exceptInner(place) };
  // A folder with rules of its own is not let in by the name of the one around it, from below it.
  return [
    { from, to: { path: pathOf(place), ...exceptInner(place) } },
    ...modules.map((module) => ({ from, to: { path: pathOf(module) } })),
    { from, to: { path: '^package\\.json$' } },
    ...packages.map((name) => ({ from, to: { path: `^(?:node_modules/)?${name}(?:$|/)` } })),
  ];
}

const pathOf = (place: string): string =>
  `^src/${place.replaceAll('.', '\\.')}${/\.tsx?$/.test(place) ? '$' : '/'}`;

/** The folders inside this one that have an allowance of their own. */
function exceptInner(place: string): { pathNot?: string[] } {
  const inner = Object.keys(ALLOWANCES).filter((other) => other.startsWith(`${place}/`));
  return inner.length === 0 ? {} : { pathNot: inner.map(pathOf) };
}

function describeViolation({ from, to, cycle }: IViolation): ImportError {
  if (cycle) return `a loop of imports: ${[from, ...cycle.map(({ name }) => name)].join(' -> ')}`;
  return `${from} must not import ${to}`;
}
