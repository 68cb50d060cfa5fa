const LIMIT_MS = 4000;
const LOOK_EVERY_MS = 2;

/**
 * Waits until something is so that only the bot knows: the double tells of what reached it, and this of what
 * came of that.
 */
export async function eventually(isSo: () => boolean, what: string): Promise<void> {
  for (const until = performance.now() + LIMIT_MS; !isSo(); await Bun.sleep(LOOK_EVERY_MS)) {
    if (performance.now() > until) throw new Error(`${what}: not in ${LIMIT_MS} ms`);
  }
}
