import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { DockerfileParser, ModifiableInstruction } from 'dockerfile-ast';
import { copyContext, listContextFiles, REPOSITORY } from './context.ts';

/** A step of a Dockerfile, as far as laying out the image needs it. */
interface Step {
  readonly name: string;
  /** What follows the name and its flags. */
  readonly text: string;
  readonly words: readonly string[];
  readonly flags: Readonly<Record<string, string>>;
}

/** A stage of the image, laid out in a folder, and what the image would be started with. */
export interface Stage {
  readonly root: string;
  readonly env: Record<string, string>;
  readonly meta: Record<string, string>;
  workdir: string;
}

export const DOCKERFILE = readFileSync(join(REPOSITORY, 'Dockerfile'), 'utf8');

/** The steps in their order, with continued lines joined. */
export function readSteps(text = DOCKERFILE): Step[] {
  return DockerfileParser.parse(text)
    .getInstructions()
    .map((instruction) => {
      const content = (instruction.getArgumentsContent() ?? '').replaceAll(/\\\n\s*/g, '');
      const flags = instruction instanceof ModifiableInstruction ? instruction.getFlags() : [];
      return {
        name: instruction.getInstruction().toUpperCase(),
        text: content,
        words: content.split(/\s+/),
        flags: Object.fromEntries(flags.map((flag) => [flag.getName(), flag.getValue() ?? ''])),
      };
    });
}

/** The words of an exec form, such as `["bun", "x"]`. */
export function execForm(text: string): string[] {
  const words: unknown = JSON.parse(text);
  if (!Array.isArray(words)) throw new Error(`no exec form: ${text}`);
  return words.map(String);
}

/**
 * Does in a folder what `docker build` does with the Dockerfile: the same files in the same places, by the
 * same commands. The base image is this machine with its Bun. Returns the last stage.
 */
export function layOut(folder: string): Stage {
  const context = join(folder, 'context');
  copyContext(listContextFiles(), context);
  const stages = new Map<string, Stage>();
  let stage: Stage | undefined;
  for (const step of readSteps()) {
    if (step.name === 'FROM') {
      const [image = '', , name = 'final'] = step.words;
      stage = openStage(join(folder, name), image);
      stages.set(name, stage);
    } else if (stage) {
      take(step, stage, step.flags.from === undefined ? context : (stages.get(step.flags.from)?.root ?? ''));
    }
  }
  if (!stage) throw new Error('the Dockerfile has no stage');
  return stage;
}

function openStage(root: string, image: string): Stage {
  if (!image.startsWith('oven/bun:')) throw new Error(`what is in ${image}?`);
  const bin = join(root, 'usr/local/bin');
  mkdirSync(bin, { recursive: true });
  copyFileSync(process.execPath, join(bin, 'bun'));
  chmodSync(join(bin, 'bun'), 0o755);
  return { root, env: { PATH: `${bin}:/usr/bin:/bin` }, meta: {}, workdir: '/' };
}

function take({ name, text, words, flags }: Step, stage: Stage, source: string): void {
  switch (name) {
    case 'WORKDIR':
      stage.workdir = text;
      mkdirSync(join(stage.root, text), { recursive: true });
      return;
    case 'COPY':
      copy(words, stage, { source, mode: flags.chmod });
      return;
    case 'RUN':
      run(text, stage);
      return;
    case 'ENV':
      for (const word of words) {
        const [key = '', value = ''] = word.split('=');
        stage.env[key] = inside(stage, value).replace('$PATH', stage.env.PATH ?? '');
      }
      return;
    default:
      stage.meta[name] = text;
  }
}

/** Absolute paths of the image become paths below its folder. */
function inside({ root }: Stage, text: string): string {
  return text.replaceAll(/(?<=^|[\s=:"])\/(?=[a-z])/g, `${root}/`);
}

function copy(
  words: readonly string[],
  stage: Stage,
  from: { source: string; mode: string | undefined },
): void {
  const target = words.at(-1) ?? '';
  const into = resolve(stage.workdir, target);
  for (const word of words.slice(0, -1)) {
    const path = join(from.source, word);
    if (!existsSync(path)) throw new Error(`COPY ${word}: no such file`);
    const isFolder = statSync(path).isDirectory();
    const end = join(stage.root, isFolder || !target.endsWith('/') ? into : join(into, basename(word)));
    cpSync(path, end, { recursive: true });
    if (from.mode !== undefined) chmodSync(end, Number.parseInt(from.mode, 8));
  }
}

function run(text: string, stage: Stage): void {
  // Replaces the base image's user "bun".
  const [uid, gid] = userOf(stage);
  const command = inside(stage, text).replace('-o bun', `-o ${uid}`).replace('-g bun', `-g ${gid}`);
  const { HOME = '', BUN_INSTALL_CACHE_DIR } = process.env;
  const env = {
    ...stage.env,
    HOME,
    ...(BUN_INSTALL_CACHE_DIR === undefined ? {} : { BUN_INSTALL_CACHE_DIR }),
  };
  const { exitCode, stderr } = Bun.spawnSync(['sh', '-ec', command], {
    cwd: join(stage.root, stage.workdir),
    env,
  });
  if (exitCode !== 0) throw new Error(`RUN ${text}: ${stderr}`);
}

const BUN_USER = 1000;
const isRoot = process.getuid?.() === 0;

/** Who the image's processes are: user 1000 where this machine lets us be it. */
export function userOf(_stage: Stage): readonly [uid: number, gid: number] {
  return isRoot ? [BUN_USER, BUN_USER] : [process.getuid?.() ?? BUN_USER, process.getgid?.() ?? BUN_USER];
}

/** What `docker run <image> <words>` would start: the arguments of a spawn. */
export function commandOf(stage: Stage, words: readonly string[]) {
  const become = isRoot
    ? ['setpriv', `--reuid=${BUN_USER}`, `--regid=${BUN_USER}`, '--clear-groups', '--no-new-privs', '--']
    : [];
  return { command: [...become, ...words], cwd: join(stage.root, stage.workdir), env: stage.env };
}
