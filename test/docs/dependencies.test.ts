import { expect, test } from 'bun:test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import packageJson from '../../package.json';
import { REPOSITORY } from '../deploy/context.ts';

const read = (path: string): string => readFileSync(join(REPOSITORY, path), 'utf8');
const manifest = z.looseObject({
  license: z.string(),
  publishConfig: z.looseObject({ provenance: z.boolean().optional() }).optional(),
  repository: z.union([z.string(), z.looseObject({ url: z.string() }).transform(({ url }) => url)]),
});

const readManifest = (name: string) => manifest.parse(JSON.parse(read(`node_modules/${name}/package.json`)));

/** The row that the document has to have for a package. */
function rowOf(name: string): string {
  const { license, repository } = readManifest(name);
  const place = repository.replace(/^.*@(?=github)|^\w+:(?=[\w-]+\/)|^[\w+]+:\/\//, '').replace(/\.git$/, '');
  const source = /^[\w-]+\/[\w.-]+$/.test(place) ? `github.com/${place}` : place.replace('.com:', '.com/');
  return `${name} ${license} ${source}`;
}

test.each(['dependencies', 'devDependencies'] as const)('DEPENDENCIES.md names all %s', (kind) => {
  const title = kind === 'dependencies' ? '## In the bank' : '## Tools';
  const [, section = ''] = read('docs/DEPENDENCIES.md').split(`${title}\n`);
  const rows = [...(section.split('\n## ')[0] ?? '').matchAll(/^\| `([^`]+)` +\| (.+?) +\| (\S+) +\|$/gm)];
  expect(rows.map(([, name, licence, source]) => `${name} ${licence} ${source}`)).toEqual(
    Object.keys(packageJson[kind]).map(rowOf),
  );
});

test('DEPENDENCIES.md names those that say that they are published with a provenance', () => {
  const all = Object.keys({ ...packageJson.dependencies, ...packageJson.devDependencies });
  const [, listed = ''] =
    /published with one: ([^.]+(?:\.js[^.]+)*)\./.exec(read('docs/DEPENDENCIES.md')) ?? [];
  expect([...listed.matchAll(/`([^`]+)`/g)].map(([, name]) => name)).toEqual(
    all.filter((name) => readManifest(name).publishConfig?.provenance === true),
  );
});
