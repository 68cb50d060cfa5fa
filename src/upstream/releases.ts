import { z } from 'zod';
import { repository, version } from '../../package.json';
import { UpstreamError } from '../bank/profiles.ts';
import { RETRY_POLICY } from './retry-policy.ts';
import { createUpstream } from './upstream.ts';

const TIMEOUT_MS = 10_000;
/** A release's notes come along. */
const MAX_BODY_BYTES = 2 ** 20;

const release = z.looseObject({ tag_name: z.string().regex(/^v?\d{1,6}\.\d{1,6}\.\d{1,6}$/) });

/** The name of the repository that this program comes from, as GitHub has it. */
const [, REPOSITORY = ''] = /github\.com\/([\w.-]+\/[\w-]+)/.exec(repository.url) ?? [];

/**
 * Asks GitHub for the newest release of this program, and returns its version where it is newer than the one
 * that runs, else null. Sends nothing but the request. Rejects with UpstreamError.
 */
export async function findNewerVersion(
  baseUrl: string,
  options: { readonly current?: string; readonly signal?: AbortSignal } = {},
): Promise<string | null> {
  const { current = version, signal } = options;
  const github = createUpstream({
    name: 'GitHub',
    baseUrl,
    timeoutMs: TIMEOUT_MS,
    retryPolicy: RETRY_POLICY,
    maxBodyBytes: MAX_BODY_BYTES,
    headers: { accept: 'application/vnd.github+json', 'user-agent': 'Petbank' },
    ...(signal && { signal }),
  });
  const newest = await github.request({ path: `/repos/${REPOSITORY}/releases/latest`, schema: release });
  if (newest === null) throw new UpstreamError('GitHub knows no release');
  const found = newest.tag_name.replace(/^v/, '');
  return Bun.semver.order(found, current) > 0 ? found : null;
}
