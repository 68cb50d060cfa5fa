import { chmodSync, constants, copyFileSync, existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { environment } from '../../config/config.ts';

/** The file of settings, in the folder that the bank is started in. */
export const ENV_FILE = '.env';

/** Settings by the names of their variables; empty is unset. */
export type Settings = Readonly<Record<string, string>>;

const HEAD = [
  '# Settings of this Petbank, made by "petbank setup". It holds secrets: keep it to yourself.',
  '# All others have a default. The file .env.example beside the source of Petbank lists them all.',
].join('\n');
const OWNER_ONLY = 0o600;
/** Characters that every reader of such files takes literally. */
const PLAIN = /^[\w./:@+,=?&%~-]*$/;

/** The text of a settings file with these settings. Everything else in the old text stays as it was. */
export function withSettings(old: string | null, settings: Settings): string {
  let text = old ?? `${HEAD}\n`;
  for (const [name, value] of Object.entries(settings)) {
    const line = `${name}=${quote(value)}`;
    const known = new RegExp(`^(?:export[ \\t]+)?${name}[ \\t]*=.*?([ \\t]+#.*)?$`, 'gm');
    if (known.test(text)) text = text.replace(known, (_whole, comment = '') => line + comment);
    else if (value !== '') text = `${text.replace(/\n*$/, '\n')}\n${explain(name)}${line}\n`;
  }
  return text;
}

function explain(name: string): string {
  const fields: Readonly<Record<string, { meta(): { description?: string | undefined } | undefined }>> =
    environment.shape;
  const description = fields[name]?.meta()?.description;
  return description === undefined ? '' : `# ${description}\n`;
}

/** Quotes a value with other characters. It has no quotes, dollars or backslashes: see prompts.ts. */
const quote = (value: string): string => (PLAIN.test(value) ? value : `'${value}'`);

/**
 * Writes the file for its owner alone, completely or not at all. An old file is kept beside it as a backup.
 * Returns the backup's name, which contains the time, or null. Throws what the file system throws.
 */
export function writeEnvFile(file: string, text: string, at: number): string | null {
  const backup = existsSync(file)
    ? `${file}.backup-${new Date(at).toISOString().replaceAll(':', '-')}`
    : null;
  if (backup !== null) {
    copyFileSync(file, backup, constants.COPYFILE_EXCL);
    chmodSync(backup, OWNER_ONLY);
  }
  const unfinished = `${file}.unfinished`;
  rmSync(unfinished, { force: true });
  writeFileSync(unfinished, text, { mode: OWNER_ONLY, flag: 'wx' });
  renameSync(unfinished, file);
  return backup;
}
