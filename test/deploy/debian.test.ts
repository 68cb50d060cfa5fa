import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isFull } from '../proof/scale.ts';
import { until } from '../support/until.ts';
import { execForm, layOut, type Stage } from './layout.ts';

/*
 * The image on a system of its own, as compose starts it: Debian's packages alone, a file system that can't
 * be written, and user 1000. It takes root, debootstrap and Debian's mirror.
 */

setDefaultTimeout(600_000);
const MIRROR = process.env.DEBIAN_MIRROR ?? 'http://deb.debian.org/debian';

if (isFull && process.getuid?.() === 0 && Bun.which('debootstrap') !== null) {
  describe('the image on a Debian of its own', testOnDebian);
}

function testOnDebian(): void {
  let folder: string;
  let system: string;
  let image: Stage;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'petbank-debian-'));
    system = join(folder, 'system');
    run('debootstrap', '--variant=minbase', 'bookworm', system, MIRROR);
    image = layOut(join(folder, 'image'));
    // What the last stage has is laid over the base image.
    run('cp', '-a', `${image.root}/.`, system);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** The words in the system: what can't be written is mounted so, and everything ends with the first. */
  function inSystem(words: readonly string[]): string[] {
    const script = `mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" &&
      mount --bind "$0/data" "$0/data" &&
      mount -o remount,rw,bind "$0/data" && mount -t tmpfs tmpfs "$0/tmp" && mount -t proc proc "$0/proc" &&
      mount --rbind /dev "$0/dev"; cd / && exec chroot "$0" "$@"`;
    const become = ['setpriv', '--reuid=1000', '--regid=1000', '--clear-groups', '--no-new-privs', '--'];
    const apart = ['unshare', '--mount', '--pid', '--fork', '--kill-child', '--'];
    return [...apart, 'sh', '-ec', script, system, ...become, 'env', '-i', ...environment(), ...words];
  }
  const environment = (): string[] =>
    Object.entries(image.env).map(([name, value]) => `${name}=${value.replaceAll(image.root, '')}`);

  test('runs as nobody in particular, and writes to its data and to /tmp alone', () => {
    const script = 'id -u; for file in /x /app/x /etc/x /data/x /tmp/x; do touch $file && echo $file; done';
    const { stdout } = Bun.spawnSync(inSystem(['sh', '-c', `{ ${script}; rm /data/x; } 2> /dev/null`]));
    expect(stdout.toString().trim().split(/\s+/)).toEqual(['1000', '/data/x', '/tmp/x']);
  });

  test('starts, is healthy by its own check, checks its ledger, and ends on SIGTERM with 0', async () => {
    const words = [...execForm(image.meta.ENTRYPOINT ?? ''), ...execForm(image.meta.CMD ?? '')];
    const check = execForm((image.meta.HEALTHCHECK ?? '').replace(/^.*?CMD /, ''));
    // The check is made inside: a health check of Docker's shares the container.
    const life = `"$@" & bank=$!
      for try in $(seq 100); do ${check.map(quote).join(' ')} && break; sleep 0.2; done
      ${check.map(quote).join(' ')} && echo healthy
      kill -TERM $bank; wait $bank; echo "ended with $?"; petbank verify-ledger`;
    const child = Bun.spawn(inSystem(['sh', '-c', life, 'life', ...words]), {
      stdout: 'pipe',
      stderr: 'pipe',
    });
    await until(() => child.exitCode !== null, 'the end of the bank', { limitMs: 120_000, everyMs: 100 });
    const printed = await new Response(child.stdout).text();
    expect(printed).toContain('petbank listens');
    expect(printed).toContain('healthy\n');
    expect(printed).toContain('ended with 0\n');
    expect(printed).toContain('The ledger holds: 0 transactions');
  });
}

const quote = (word: string): string => `'${word.replaceAll("'", String.raw`'\''`)}'`;

function run(...command: readonly string[]): void {
  const { exitCode, stderr } = Bun.spawnSync([...command]);
  if (exitCode !== 0) throw new Error(`${command.join(' ')}: ${stderr}`);
}
