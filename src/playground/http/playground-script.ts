const SOURCE = new URL('../page/main.tsx', import.meta.url);
/** Where `bun run build` puts it. */
const BUILT = new URL('./playground.js', import.meta.url);

/**
 * The script of the playground's page: the built one, or else bundled from the source when it is first asked
 * for, and kept.
 */
export function openPlaygroundScript(): () => Promise<Blob> {
  let script: Promise<Blob> | undefined;
  return () => {
    // A failure is not kept: one who mends the source need not start the bank again.
    script ??= readScript().catch((error: unknown) => {
      script = undefined;
      throw error;
    });
    return script;
  };
}

async function readScript(): Promise<Blob> {
  if (!import.meta.url.endsWith('.ts')) return Bun.file(BUILT);
  const { outputs } = await Bun.build({
    entrypoints: [Bun.fileURLToPath(SOURCE)],
    target: 'browser',
    minify: true,
  });
  const [output] = outputs;
  if (!output) throw new Error('the bundle of the playground is empty');
  return output;
}
