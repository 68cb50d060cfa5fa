import { readFile, writeFile } from 'node:fs/promises';
import { DOOR_MUTANTS } from './doors.ts';

// bun test/mutants/doors-run.ts: plants each bug in this tree for as long as the tests of its file run, and
// reports whether they find it. Commit first: what is stopped half-way is undone by git.
let escaped = 0;
for (const { name, file, find, replace, test } of DOOR_MUTANTS) {
  const text = await readFile(file, 'utf8');
  await writeFile(
    file,
    text.replace(find, () => replace),
  );
  try {
    const run = Bun.spawn([process.execPath, 'test', `./${test}`], { stdout: 'pipe', stderr: 'pipe' });
    const [status, output] = await Promise.all([run.exited, new Response(run.stderr).text()]);
    const isFound = status !== 0 && output.includes('(fail)');
    escaped += isFound ? 0 : 1;
    console.log(`${name.padEnd(50)} ${isFound ? 'found' : 'SURVIVED'}`);
  } finally {
    await writeFile(file, text);
  }
}
process.exit(escaped === 0 ? 0 : 1);
