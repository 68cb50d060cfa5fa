import { z } from 'zod';
import { rfc3339 } from '../../bank/engine/fields.ts';
import { Refusal } from '../../bank/engine/refusal.ts';
import { requestLedgerCheck } from '../../bank/ledger-check.ts';
import type { Finding } from '../../finding.ts';
import type { BackupRow, SystemState } from '../protocol-log.ts';
import { act, type Guarded, NO_QUERY, read } from './guarded.ts';
import type { Surroundings } from './overview.ts';
import { readReach } from './plots.ts';

/** Backups beside the database. */
interface Backups {
  list(): readonly { readonly name: string; readonly bytes: number; readonly madeAt: number }[];
  make(): Promise<{ readonly name: string }>;
  /** Restores it into a database that is thrown away. */
  drill(name: string): Promise<{ seq: number; head: string; isAuthenticated: boolean; tookMs: number }>;
  /** Where it is. Refuses `not_found`. */
  find(name: string): string;
}

export interface SystemDependencies extends Pick<Surroundings, 'version' | 'uptimeMs'> {
  /** What everything depends on, as `/health` says it. */
  readonly readHealth: () => Promise<SystemState['checks']>;
  readonly settings: SystemState['settings'];
  /** Null for a bank in memory. */
  readonly backups: Backups | null;
  /** All that the doctor finds about this bank; null where it can't be asked. */
  readonly examine: (() => Promise<readonly Finding[]>) | null;
  /** What to type to restore a backup, by where it is. */
  readonly restoreCommand: (file: string) => string;
  /** What a failed backup or drill says to people; undefined where it is an error of ours. */
  readonly explain: (error: unknown) => string | undefined;
}

const named = z.strictObject({ name: z.string().max(100) });
const NOTHING = z.strictObject({});

/** The bank as a program: how it is, its settings, and its backups. */
export const createSystemEndpoints = (dependencies: SystemDependencies): readonly Guarded[] => {
  const { version, uptimeMs, readHealth, settings, backups, restoreCommand } = dependencies;
  const examine = dependencies.examine && oneAtATime(dependencies.examine);
  const requireBackups = (): Backups => {
    if (!backups) throw new Refusal('not_found');
    return backups;
  };
  return [
    read(
      { path: 'system', query: NO_QUERY },
      async (_input, services): Promise<SystemState> => ({
        version,
        uptimeSeconds: Math.floor(uptimeMs() / 1000),
        checks: await readHealth(),
        reach: await readReach(services),
        settings,
        keepsBackups: backups !== null,
        hasDoctor: examine !== null,
      }),
    ),
    read({ path: 'system/backups', query: NO_QUERY, level: 'owner' }, async () => ({
      rows: (backups?.list() ?? []).map(({ madeAt, ...file }): BackupRow => {
        const restore = restoreCommand(requireBackups().find(file.name));
        return { ...file, madeAt: rfc3339(madeAt), restoreCommand: restore };
      }),
      nextCursor: null,
    })),
    read({ path: 'system/backup', query: named, level: 'owner' }, async ({ query }) => {
      const disposition = `attachment; filename="${query.name}"`;
      const headers = { 'content-type': 'application/gzip', 'content-disposition': disposition };
      return new Response(Bun.file(requireBackups().find(query.name)), { headers });
    }),
    act({ path: 'system/backups/make', body: NOTHING, level: 'owner' }, () =>
      explained(dependencies, () => requireBackups().make()),
    ),
    act({ path: 'system/backups/drill', body: named, level: 'owner' }, ({ body }) =>
      explained(dependencies, () => requireBackups().drill(body.name)),
    ),
    act({ path: 'system/examine', body: NOTHING, level: 'manager', isForAdmin: true }, async () => {
      if (!examine) throw new Refusal('not_found');
      return { rows: await examine() };
    }),
    act({ path: 'system/check', body: NOTHING, level: 'manager' }, async ({ caller }, { book }) => {
      await book.perform(requestLedgerCheck, undefined, caller);
      return { kind: 'requested' };
    }),
  ];
};

/** Whoever asks while it is under way gets the same: it asks services outside. */
function oneAtATime<Answer>(ask: () => Promise<Answer>): () => Promise<Answer> {
  let asked: Promise<Answer> | null = null;
  return () => {
    asked ??= ask().finally(() => {
      asked = null;
    });
    return asked;
  };
}

/** What went well, or what is wrong in words for people. */
async function explained<Done>(
  { explain }: Pick<SystemDependencies, 'explain'>,
  work: () => Promise<Done>,
): Promise<{ readonly done: Done } | { readonly error: string }> {
  try {
    return { done: await work() };
  } catch (cause) {
    const error = explain(cause);
    if (error === undefined) throw cause;
    return { error };
  }
}
