import { scriptFile } from '../../files.ts';

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
  const file = scriptFile('src/playground/page/main.tsx');
  if (file.endsWith('.js')) return Bun.file(file);
  const { outputs } = await Bun.build({ entrypoints: [file], target: 'browser', minify: true });
  const [output] = outputs;
  if (!output) throw new Error('the bundle of the playground is empty');
  return output;
}
