import {
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { environment } from '../../config/config.ts';

/** Settings by the names of their variables; empty is unset. */
export type Settings = Readonly<Record<string, string>>;

const HEAD = [
  '# Settings of this Petbank, made by "bun run petbank setup". It holds secrets: keep it to yourself.',
  '# All others have a default: see .env.example.',
].join('\n');
const OWNER_ONLY = 0o600;
/** What every reader of such files takes as it stands. */
const PLAIN = /^[\w./:@+,=?&%~-]*$/;

/** The text of a settings file with these settings in it. What else stands in the old one stays as it was. */
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

/**
 * Between single quotes where something in it would be read as more than itself. Quotes, dollars and
 * backslashes are not for such files.
 */
const quote = (value: string): string => (PLAIN.test(value) ? value : `'${value}'`);

/** The file's text, or null where there is none. */
export const readEnvFile = (file: string): string | null =>
  existsSync(file) ? readFileSync(file, 'utf8') : null;

/**
 * Writes the file for its owner alone, whole or not at all. An old one is kept beside it, under a name with
 * the time in it, which is given back. Throws what the file system throws.
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
