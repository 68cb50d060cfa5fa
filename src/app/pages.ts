import { readTellerCards } from '../bank/teller-card.ts';
import type { NameCommands } from '../called-as.ts';
import type { Config } from '../config/config.ts';
import type { Services } from '../http/endpoint.ts';
import type { Vitals } from '../http/health.ts';
import { shareWhileRunning } from '../http/share.ts';
import type { WebPages } from '../http/web.ts';
import type { Language } from '../messages/languages.ts';
import { findWebAssets } from '../web/assets.ts';
import type { DeveloperFacts } from '../web/developers.ts';
import { type FrontFacts, renderFront } from '../web/front.ts';
import { PAGE_POLICY, SCRIPTED_PAGE_POLICY, SWAGGER_POLICY } from '../web/policies.ts';
import { renderProofPage } from '../web/proof.ts';
import { renderValues } from '../web/values.ts';
import { createWords } from '../web/words.ts';
import { hasTokenPages, type StatusLine } from './status.ts';

const DEMO = 'bun run petbank demo';

interface PageOptions {
  readonly version: string;
  readonly clock: () => number;
  /** What the first page tells members of now. */
  readonly readFront: () => Promise<Pick<FrontFacts, 'tellers' | 'isWell'>>;
  readonly nameCommands?: NameCommands | undefined;
  readonly status: () => readonly StatusLine[];
}

/** The pages for people, and what they load. Throws MissingFileError. */
export function createPages(config: Config, options: PageOptions): WebPages {
  const renderFirst = async (language: Language): Promise<string> =>
    renderFront(createWords(language), {
      ...config.site,
      ...(await options.readFront()),
      developers: config.mode === 'development' ? listDeveloperFacts(config, options) : null,
    });
  return {
    assets: findWebAssets(),
    swaggerPolicy: SWAGGER_POLICY,
    renderProof: (language) =>
      renderProofPage(createWords(language), { isStaffLimited: config.rules.staffAloneLimit !== null }),
    pages: [
      { path: '/', policy: PAGE_POLICY, render: renderFirst },
      {
        path: '/values',
        policy: SCRIPTED_PAGE_POLICY,
        render: (language) => renderValues(createWords(language)),
      },
      ...listSecurityText(config, options),
    ],
  };
}

/**
 * Whom members find in the game, and whether all is well. A database that is away leaves the page with what
 * is always true.
 */
export function createReadFront(
  { book }: Pick<Services, 'book'>,
  { discord, roblox, ledger }: Pick<Vitals, 'discord' | 'roblox' | 'ledger'>,
): PageOptions['readFront'] {
  // Nobody counts who opens the page: however many do, the database hears a single question at a time.
  const readTellers = shareWhileRunning((_: null) =>
    book.query(readTellerCards, null, { by: 'anyone' }).catch(() => null),
  );
  return async () => {
    const tellers = await readTellers(null);
    const isWell = tellers !== null && ![discord(), roblox(), ledger()].includes('down');
    return { tellers: tellers ?? [], isWell };
  };
}

/** How long what `security.txt` says holds; it says it anew each day. */
const SECURITY_TEXT_DAYS = 180;
const DAY_MS = 24 * 60 * 60_000;

/** RFC 9116: whom to tell of a weakness, where the operator has said it. */
function listSecurityText({ site: { securityContact } }: Config, { clock }: PageOptions): WebPages['pages'] {
  if (securityContact === null) return [];
  const render = (): string => {
    const expiresAt = (Math.floor(clock() / DAY_MS) + SECURITY_TEXT_DAYS) * DAY_MS;
    const expires = new Date(expiresAt).toISOString();
    return `Contact: ${securityContact}\nExpires: ${expires}\nPreferred-Languages: en\n`;
  };
  return [
    { path: '/.well-known/security.txt', type: 'text/plain; charset=utf-8', policy: PAGE_POLICY, render },
  ];
}

function listDeveloperFacts(config: Config, { version, status, nameCommands }: PageOptions): DeveloperFacts {
  const story =
    'See a whole story in a minute, from verifying to a delivered withdrawal. In a second terminal:';
  const api = { href: '/swagger', title: 'API page', text: 'Every endpoint, with examples.' };
  const dashboard = {
    href: '/dashboard',
    title: 'Dashboard',
    text: "The operator's pages. The lines at the start have an address that signs you in.",
  };
  const sandbox = {
    href: '/swagger#/Sandbox',
    title: 'Sandbox',
    text: 'Pretend Roblox profiles, to try a verification with.',
  };
  return {
    version,
    features: status(),
    links: [api, dashboard, ...(config.roblox.kind === 'sandbox' ? [sandbox] : [])],
    hasPlayground: hasTokenPages(config),
    nextStep: { text: story, command: nameCommands?.(DEMO) ?? DEMO },
  };
}
