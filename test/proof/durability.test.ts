import { describe, expect, test } from 'bun:test';
import {
  cpSync,
  createReadStream,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { depositAnswer } from '../../src/bank/deposit.ts';
import { withProcesses } from '../support/process.ts';
import { read } from '../support/send.ts';
import { depositGem, expectSoundFile } from './crash/ask.ts';
import { traceTo, whyNoStrace } from './crash/strace.ts';
import { type Call, createJudge, createTraceReader, type Durability } from './crash/trace.ts';
import { scaled } from './scale.ts';

// What is shown here: what the bank asks of the operating system, and in which order. What is not: that a
// disk does what it says when it is synced. A disk that lies, or a power cut in the middle of a sector, is
// beyond any program's sight.

const ROOT = join(import.meta.dir, '../..');
const CLIENTS = 8;
const DEPOSITS = scaled({ short: 240, full: 4_000 });
const CALLS = 'openat,pwrite64,write,writev,sendto,sendmsg,fsync,fdatasync';

/** Runs a bank under strace while several clients deposit, and judges the trace. */
async function judgeBank(main: string): Promise<Durability & { folderSyncs: number }> {
  const tradeByTransaction = new Map<string, string>();
  let found: (Durability & { folderSyncs: number }) | undefined;
  await withProcesses(async (start, { file, folder }) => {
    const trace = join(folder, 'trace.txt');
    const bank = await start({}, { main, through: traceTo(trace, CALLS) });
    const deposits = async (client: number): Promise<void> => {
      for (let count = 0; count < DEPOSITS / CLIENTS; count += 1) {
        const tradeId = `D-${client}-${count}.`;
        const { transactionId } = read(depositAnswer, await depositGem(bank.url, tradeId));
        tradeByTransaction.set(transactionId, tradeId);
      }
    };
    await Promise.all(Array.from({ length: CLIENTS }, (_, client) => deposits(client)));
    bank.kill('SIGTERM');
    await bank.exited;
    expect(await expectSoundFile(file)).toBe(DEPOSITS);
    found = await judgeTrace(trace, folder, tradeByTransaction);
  });
  if (!found) throw new Error('no trace was judged');
  return found;
}

async function judgeTrace(
  trace: string,
  folder: string,
  tradeByTransaction: ReadonlyMap<string, string>,
): Promise<Durability & { folderSyncs: number }> {
  const readLine = createTraceReader();
  const judge = createJudge(tradeByTransaction);
  let folderSyncs = 0;
  for await (const line of createInterface({ input: createReadStream(trace) })) {
    const call = readLine(line);
    if (call) judge.take(call);
    if (/ f(data)?sync\(/.test(line) && line.includes(`<${folder}>`)) folderSyncs += 1;
  }
  return { ...judge.verdict(), folderSyncs };
}

/** A copy of the program whose commits are not synced one by one. */
function copyWithoutSyncs(): { main: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'petbank-unsynced-'));
  for (const name of ['src', 'migrations', 'package.json', 'tsconfig.json']) {
    cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const open = join(folder, 'src/storage/sqlite/open.ts');
  const text = readFileSync(open, 'utf8');
  expect(text).toContain('synchronous: 2');
  writeFileSync(open, text.replace('synchronous: 2', 'synchronous: 1'));
  return { main: join(folder, 'src/main.ts'), remove: () => rmSync(folder, { recursive: true }) };
}

const whyNot = whyNoStrace();
describe.skipIf(whyNot !== null)(`under strace${whyNot === null ? '' : `: ${whyNot}`}`, () => {
  test('no deposit is answered before its commit is in the log and the log is synced', async () => {
    const { answers, durable, syncs, errors, folderSyncs } = await judgeBank(join(ROOT, 'src/main.ts'));
    expect(errors).toEqual([]);
    expect({ answers, durable }).toEqual({ answers: DEPOSITS, durable: DEPOSITS });
    expect(syncs).toBeGreaterThan(DEPOSITS / CLIENTS);
    // The names of the new files are made durable too: by a sync of their folder, once for each file.
    expect(folderSyncs).toBeGreaterThanOrEqual(2);
    process.stdout.write(`${answers} answers, ${syncs} syncs of the log\n`);
  }, 600_000);

  test('a bank that does not sync each commit is found out', async () => {
    const { main, remove } = copyWithoutSyncs();
    try {
      const { answers, durable, errors } = await judgeBank(main);
      expect(answers).toBe(DEPOSITS);
      expect(durable).toBeLessThan(DEPOSITS / 2);
      expect(errors.join('\n')).toContain('was answered while it was committed');
    } finally {
      remove();
    }
  }, 600_000);
});

describe('the judge of traces', () => {
  const page: Call = { kind: 'log_write', offset: 56, text: 'deposit:teller-1:D-0-1.', isCommit: false };
  const header: Call = { kind: 'log_write', offset: 32, text: '', isCommit: true };
  const synced: Call = { kind: 'log_synced' };
  const answer: Call = { kind: 'answer', transactionId: 't-1' };
  test.each([
    ['written, committed and synced', [header, page, synced, answer], []],
    ['not synced', [header, page, answer], ['committed']],
    ['synced before its commit', [page, synced, header, answer], ['written']],
    ['synced after its answer', [header, page, answer, synced], ['committed']],
    ['never written', [synced, answer], ['unwritten']],
  ] as const)('knows an answer whose trade was %s', (_name, calls, stages) => {
    const judge = createJudge(new Map([['t-1', 'D-0-1.']]));
    for (const call of calls) judge.take(call);
    expect(judge.verdict().errors).toEqual(
      stages.map((stage) => `t-1 (D-0-1.) was answered while it was ${stage}`),
    );
  });
});
