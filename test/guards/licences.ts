import { join } from 'node:path';
import { Glob } from 'bun';
import { z } from 'zod';

/**
 * The licences that packages may have: all let a program be used, changed and passed on under its own. MPL is
 * for tools alone, and OFL for fonts; the bank ships no file under the first, and the second unchanged.
 */
const ALLOWED = new Set([
  ...['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'BlueOak-1.0.0', 'Unlicense'],
  ...['CC0-1.0', 'Python-2.0', 'OFL-1.1', 'MPL-2.0'],
]);

const manifest = z.looseObject({ name: z.string(), version: z.string(), license: z.unknown().optional() });

/**
 * The packages that are installed with another licence, or with none that is named. Those of other systems
 * aren't installed; they have the licence of the package that takes them.
 */
export async function findLicenceErrors(folder: string): Promise<readonly string[]> {
  const modules = join(folder, 'node_modules');
  const found = new Glob('**/package.json').scan({ cwd: modules, dot: true });
  const errors = new Set<string>();
  for await (const path of found) {
    if (!IS_PACKAGE.test(`/${path}`)) continue;
    const read = manifest.safeParse(await Bun.file(join(modules, path)).json());
    if (!read.success) continue;
    const { name, version, license } = read.data;
    if (typeof license !== 'string' || !isAllowed(license))
      errors.add(`${name}@${version}: ${JSON.stringify(license ?? null)}`);
  }
  return [...errors].toSorted();
}

/** The manifest of a package, and not one that it has inside. */
const IS_PACKAGE = /(?:^|\/node_modules)\/(?:@[^/]+\/)?[^/@.][^/]*\/package\.json$/;

/** An expression of SPDX: of `OR` one is enough, of `AND` all are needed. */
const isAllowed = (expression: string): boolean =>
  expression
    .replaceAll(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((licence) => ALLOWED.has(licence)));
