/** What work came to, and whether Discord was told meanwhile that it goes on. */
interface Done<T> {
  readonly value: T;
  readonly isDeferred: boolean;
}

/**
 * Waits for the work, however long it takes, and after `afterMs` says once that it goes on: Discord waits
 * three seconds and no longer.
 */
export async function deferIfSlow<T>(
  work: Promise<T>,
  { afterMs, defer }: { afterMs: number; defer: () => Promise<unknown> },
): Promise<Done<T>> {
  const { promise: late, resolve } = Promise.withResolvers<'late'>();
  const timer = setTimeout(() => resolve('late'), afterMs);
  const first = await Promise.race([work.then((value) => ({ value })), late]).finally(() =>
    clearTimeout(timer),
  );
  if (first !== 'late') return { ...first, isDeferred: false };
  await defer();
  return { value: await work, isDeferred: true };
}
