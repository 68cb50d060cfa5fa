import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import type { Config } from '../config/config.ts';
import { ArchiveUnavailable } from '../storage/errors.ts';
import { type BackupFile, isBackupName, timeOf } from './backups.ts';

/** How many pages of names are read at most: a thousand backups are one. */
const MAX_PAGES = 10;

/** S3-compatible storage elsewhere that gets each backup. What fails rejects with ArchiveUnavailable. */
export interface BackupMirror {
  /** The newest first. */
  list(): Promise<readonly BackupFile[]>;
  /** Copies a backup there, reads it back to compare, and deletes those beyond the newest `keep`. */
  keep(file: string, name: string): Promise<void>;
  fetch(name: string, file: string): Promise<void>;
}

export function openBackupMirror({ mirror, keep }: Config['backups']): BackupMirror | null {
  if (mirror === null) return null;
  const [bucket = '', ...folders] = mirror.bucket.split('/');
  const prefix = folders.map((folder) => `${folder}/`).join('');
  const client = new Bun.S3Client({
    bucket,
    accessKeyId: mirror.keyId,
    secretAccessKey: mirror.secret,
    region: mirror.region,
    ...(mirror.endpoint === null ? {} : { endpoint: mirror.endpoint }),
  });
  const explained = <Result>(what: string, work: Promise<Result>): Promise<Result> =>
    work.catch((cause: unknown) => {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new ArchiveUnavailable(`${what} (bucket ${mirror.bucket}): ${why}`, { cause });
    });
  const list = () => explained('the backups elsewhere can not be listed', listAll(client, prefix));
  return {
    list,
    async fetch(name, file) {
      await explained('a backup can not be fetched', Bun.write(file, client.file(`${prefix}${name}`)));
    },
    async keep(file, name) {
      const copying = keepCopy({ client, key: `${prefix}${name}`, file });
      await explained('a backup can not be kept elsewhere', copying);
      for (const { name: old } of (await list()).slice(keep))
        await explained('an old backup can not be deleted', client.delete(`${prefix}${old}`));
    },
  };
}

async function listAll(client: Bun.S3Client, prefix: string): Promise<BackupFile[]> {
  const objects: NonNullable<Bun.S3ListObjectsResponse['contents']> = [];
  let token: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const answer = await client.list(token ? { prefix, continuationToken: token } : { prefix });
    objects.push(...(answer.contents ?? []));
    token = answer.nextContinuationToken;
    if (!answer.isTruncated) break;
  }
  return objects
    .map(({ key, size, lastModified }) => {
      const name = key.slice(prefix.length);
      return { name, bytes: Number(size ?? 0), madeAt: timeOf(name) ?? Date.parse(String(lastModified)) };
    })
    .filter(({ name }) => isBackupName(name))
    .sort((one, other) => (one.name < other.name ? 1 : -1));
}

interface Copy {
  readonly client: Bun.S3Client;
  readonly key: string;
  readonly file: string;
}

async function keepCopy({ client, key, file }: Copy): Promise<void> {
  await client.write(key, Bun.file(file), { type: 'application/gzip' });
  const back = `${file}.fetched`;
  try {
    await Bun.write(back, client.file(key));
    if ((await hashOf(back)) !== (await hashOf(file)))
      throw new Error('what is read back is not what was sent');
  } finally {
    rmSync(back, { force: true });
  }
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of Bun.file(file).stream()) hash.update(chunk);
  return hash.digest('hex');
}
