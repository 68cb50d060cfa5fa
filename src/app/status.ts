import type { Config } from '../config/config.ts';

/** A part of the bank, for people: what it is set to, and how to switch it on. */
export interface StatusLine {
  readonly name: string;
  readonly isOn: boolean;
  readonly detail: string;
}

/** What is on and what is off, in the order in which a newcomer asks. */
export function describeStatus(
  config: Config,
  { hasKeys, bot }: { hasKeys: boolean; bot: string | null },
): readonly StatusLine[] {
  const { mode, database, roblox, values, keys } = config;
  return [
    {
      name: 'Storage',
      isOn: true,
      detail: describeStorage(database, mode),
    },
    {
      name: 'Roblox',
      isOn: true,
      detail:
        roblox.kind === 'live'
          ? 'live profiles'
          : 'sandbox: pretend profiles that you can edit; ROBLOX=live reads real ones',
    },
    describePlayground(config),
    { name: 'Pet values', isOn: values.kind !== 'off', detail: describeValues(values) },
    {
      name: 'API keys',
      isOn: hasKeys,
      detail: describeKeys(keys.length, hasKeys),
    },
    {
      name: 'Discord bot',
      isOn: bot !== null,
      detail: bot ?? describeNoBot(config),
    },
    { name: 'Dashboard', isOn: false, detail: 'comes with a later version' },
  ];
}

/** Whether this process has a playground. */
export function hasPlayground({ mode, role, adminToken }: Config): boolean {
  return role !== 'bot' && (mode === 'development' || adminToken !== null);
}

function describePlayground(config: Config): StatusLine {
  const { mode, role } = config;
  const isOn = hasPlayground(config);
  const how =
    mode === 'development'
      ? 'every command without Discord, at /playground'
      : 'at /playground, behind ADMIN_TOKEN';
  const why =
    role === 'bot' ? 'not in this process: ROLE=bot' : 'ADMIN_TOKEN switches it on, behind that token';
  return { name: 'Playground', isOn, detail: isOn ? how : why };
}

/** Where the bank is, only in development and never with a password: the welcome page is open to all. */
function describeStorage(database: Config['database'], mode: Config['mode']): string {
  if (database.kind === 'mongodb') {
    return mode === 'development' ? `MongoDB, the database ${database.name}` : 'MongoDB';
  }
  const { file } = database;
  if (file === ':memory:') return 'SQLite in memory: gone when it stops';
  return mode === 'development' ? `SQLite, ${file}` : 'SQLite';
}

function describeValues({ kind, syncMs }: Config['values']): string {
  switch (kind) {
    case 'demo':
      return 'demo: a built-in list of pets';
    case 'off':
      return 'every pet is taken, without a value; VALUES=demo has a built-in list';
    case 'live':
      return syncMs === 0 ? 'from files that you import' : "BIG Games' prices, and files that you import";
    default:
      return kind satisfies never;
  }
}

function describeNoBot({ role }: Config): string {
  return role === 'api'
    ? 'not in this process: ROLE=api'
    : 'DISCORD_TOKEN switches it on; docs/DISCORD.md shows how to get one';
}

function describeKeys(configured: number, hasKeys: boolean): string {
  if (configured > 0) return configured === 1 ? 'one key' : `${configured} keys`;
  return hasKeys ? 'one, made up for development' : 'none: no program can call the bank; set API_KEYS';
}

/**
 * What the operator set and this version can't do yet, or what won't do what was meant, so that it isn't lost
 * in silence.
 */
export function describeConflicts({ role, database }: Config): readonly string[] {
  return [
    ...(role !== 'all' && database.kind === 'sqlite'
      ? [
          `ROLE=${role} on an SQLite file: a second process there is for handing over only; several need MongoDB`,
        ]
      : []),
  ];
}

/** What the welcome page says. */
export function welcomeFacts(
  config: Config,
  { parts, version }: { parts: readonly StatusLine[]; version: string },
) {
  const { mode, roblox } = config;
  const links = [
    { href: '/swagger', title: 'API page', text: 'Every endpoint, with examples.' },
    { href: '/values', title: 'Values', text: 'What a pet is worth, and what it was worth before.' },
    { href: '/items/all', title: 'Pets', text: 'Every pet the bank knows, with values.' },
    { href: '/health', title: 'Health', text: 'How the bank and what it depends on are doing.' },
    { href: '/proof', title: 'Proof', text: 'What the bank owes, and what its tellers hold.' },
  ];
  const sandboxLink = {
    href: '/swagger#/Sandbox',
    title: 'Sandbox',
    text: 'Pretend Roblox profiles, to try a verification with.',
  };
  return {
    version,
    mode,
    parts,
    links: roblox.kind === 'sandbox' ? [...links, sandboxLink] : links,
    hasPlayground: hasPlayground(config),
    nextStep:
      mode === 'development'
        ? {
            text:
              'Or see a whole story in a minute, from verifying to a delivered withdrawal. In a second ' +
              'terminal:',
            command: 'bun run petbank demo',
          }
        : null,
  };
}
