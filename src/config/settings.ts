import { environment } from './environment.ts';
import { SECRETS } from './secret-files.ts';

/** A setting, as staff may see it. */
export interface Setting {
  readonly name: string;
  /** What it is for. */
  readonly meaning: string;
  /** What is in use; null where it is a secret, or nothing is. */
  readonly value: string | null;
  /** Whether the operator has set it; else the default is in use. */
  readonly isSet: boolean;
  readonly isSecret: boolean;
}

/** May hold a password, or a word of the operator's own network. */
const HIDDEN = new Set([...SECRETS, 'DATABASE_URL', 'PEER_URL']);

/** Every setting in the order of `.env.example`, and no secret. */
export function describeSettings(env: Readonly<Record<string, string | undefined>>): readonly Setting[] {
  return Object.entries(environment.shape).map(([name, field]) => {
    const { shown, description } = field.meta() ?? {};
    const given = env[name]?.trim() ?? '';
    const isSecret = HIDDEN.has(name);
    const value = given === '' ? String(shown ?? '') : given;
    return {
      name,
      meaning: description ?? '',
      value: isSecret || value === '' ? null : value,
      isSet: given !== '',
      isSecret,
    };
  });
}
