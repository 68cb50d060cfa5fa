import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { storiesOnRoblox } from '../test/lua/stories.ts';

/*
 * Checks lua/ with every tool of the trade, at the versions of rokit.toml, and builds what a release has.
 * Tools may be named; by default all of them must be there.
 */

const STORIES = 200;
const DIST = join(import.meta.dir, 'dist');
/** How each tool is run, in this folder. */
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  'luau-analyze': [process.execPath, 'analyze.ts'],
  selene: ['selene', 'src', 'examples'],
  lune: ['lune', 'run', 'dist/stories.luau'],
  'moonwave-extractor': ['moonwave-extractor', 'extract', 'src'],
  rojo: ['rojo', 'build', 'default.project.json', '--output', 'dist/Petbank.rbxm'],
  // What `wally publish` would send, without sending it.
  wally: ['wally', 'package', '--project-path', '.', '--output', 'dist/Petbank.zip'],
};

/** The random stories of the tests, which need nothing of a runtime but Luau. */
const play = (): string => `local play = (function()
${storiesOnRoblox()}
end)()
for seed = 1, ${STORIES} do
	local played = play(seed)
	assert(string.find(played, '"faults":[]', 1, true), \`story {seed}: {played}\`)
end
print("${STORIES} stories, and nothing is lost")
`;

mkdirSync(DIST, { recursive: true });
writeFileSync(join(DIST, 'stories.luau'), play());
const given = process.argv.slice(2);
let isGood = true;
for (const [tool, command] of Object.entries(COMMANDS)) {
  if (given.length > 0 && !given.includes(tool)) continue;
  const path = Bun.which(tool);
  if (!path) {
    isGood = false;
    console.log(`✗ ${tool} is not installed: lua/README.md says how`);
    continue;
  }
  const stdout = tool === 'moonwave-extractor' ? 'ignore' : 'inherit';
  const { exitCode } = Bun.spawnSync([...command], { cwd: import.meta.dir, stdout, stderr: 'inherit' });
  isGood &&= exitCode === 0;
  console.log(`${exitCode === 0 ? '✓' : '✗'} ${tool}`);
}
if (!isGood) process.exit(1);
