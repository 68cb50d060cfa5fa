/** Where backups are kept elsewhere: as much of S3's protocol as they need, in memory. */
export interface S3Double {
  readonly url: string;
  readonly objects: Map<string, Uint8Array>;
  /** What each request was: method and path. */
  readonly requests: string[];
  /** Requests of this method get this status, until `work`: a client may try again by itself. */
  fail(method: string, status: number): void;
  work(): void;
  /** From now on what is read is not what was written. */
  damage(): void;
  stop(): Promise<void>;
}

export function startS3Double({
  bucket,
  keyId,
}: {
  readonly bucket: string;
  readonly keyId: string;
}): S3Double {
  const objects = new Map<string, Uint8Array>();
  const failures = new Map<string, number>();
  const requests: string[] = [];
  let isDamaged = false;
  const server = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    async fetch(request) {
      const { pathname, searchParams } = new URL(request.url);
      requests.push(`${request.method} ${pathname}`);
      const credential = request.headers.get('authorization') ?? '';
      if (!credential.startsWith(`AWS4-HMAC-SHA256 Credential=${keyId}/`)) return denied();
      const status = failures.get(request.method);
      if (status !== undefined) return new Response('<Error><Code>SlowDown</Code></Error>', { status });
      const key = decodeURIComponent(pathname.slice(`/${bucket}/`.length));
      switch (request.method) {
        case 'PUT':
          objects.set(key, new Uint8Array(await request.arrayBuffer()));
          return new Response(null, { headers: { etag: '"x"' } });
        case 'DELETE':
          objects.delete(key);
          return new Response(null, { status: 204 });
        default:
          return key === '' ? list(searchParams.get('prefix') ?? '') : read(key);
      }
    },
  });
  const denied = (): Response => new Response('<Error><Code>AccessDenied</Code></Error>', { status: 403 });
  function read(key: string): Response {
    const bytes = objects.get(key);
    if (!bytes) return new Response('<Error><Code>NoSuchKey</Code></Error>', { status: 404 });
    return new Response(isDamaged ? new Uint8Array(bytes).fill(0, 0, 9) : new Uint8Array(bytes));
  }
  function list(prefix: string): Response {
    const contents = [...objects]
      .filter(([key]) => key.startsWith(prefix))
      .map(
        ([key, { length }]) =>
          `<Contents><Key>${key}</Key><Size>${length}</Size><LastModified>2026-05-10T12:00:00.000Z</LastModified></Contents>`,
      );
    const body = `<?xml version="1.0"?><ListBucketResult><Name>${bucket}</Name><IsTruncated>false</IsTruncated>${contents.join('')}</ListBucketResult>`;
    return new Response(body, { headers: { 'content-type': 'application/xml' } });
  }
  return {
    url: `http://127.0.0.1:${server.port}`,
    objects,
    requests,
    fail: (method, status) => void failures.set(method, status),
    work: () => failures.clear(),
    damage() {
      isDamaged = true;
    },
    stop: () => server.stop(true),
  };
}
