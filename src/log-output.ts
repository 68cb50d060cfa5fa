import { constants, openSync, write, writeSync } from 'node:fs';
import { errorCode } from './error-code.ts';

/** What may wait to be written, in characters; more is dropped, so that a log never fills the memory. */
const MAX_WAITING = 1024 * 1024;
/** How much is written at once, in characters. */
const MAX_CHUNK = 64 * 1024;
/** The pause before an output that takes nothing, or has failed, is tried again. */
const RETRY_MS = 200;
/** How often a loss is told on standard error at most. */
const COMPLAIN_EVERY_MS = 60_000;

/** Where lines for the operator go. It never blocks and never throws, whatever is at the other end. */
export interface LogOutput {
  /** Takes a line, with its end. */
  write(line: string): void;
  /** How many lines were dropped so far. */
  dropped(): number;
  /** Resolves once everything is written, or after the deadline: for the end of the process. */
  end(deadlineMs: number): Promise<void>;
}

/**
 * Standard output that can't stop the bank. A full disk, a closed pipe, or one that nobody reads costs lines,
 * which are counted and told of on standard error. Called once.
 */
export function openLogOutput(): LogOutput {
  const stream = reopen(1);
  const queue = createLineQueue();
  const complain = openComplaints();
  let dropped = 0;
  /** When the write that is under way began: one at a time, so that it blocks one thread at most. */
  let busySince: number | null = null;

  const isStuck = (): boolean =>
    stream.canBlock && busySince !== null && performance.now() - busySince > RETRY_MS;
  function drop(lines: number, why: string): void {
    dropped += lines;
    complain(why, isStuck());
  }
  function pump(): void {
    const bytes = busySince === null ? queue.next() : NOTHING.bytes;
    if (bytes.length === 0) return;
    const goOn = () => {
      busySince = null;
      pump();
    };
    busySince = performance.now();
    write(stream.fd, bytes, 0, bytes.length, null, (error, length) => {
      if (!error) queue.written(length);
      // A pipe that is full may have room later; what fails in any other way is lost.
      else if (errorCode(error) !== 'EAGAIN') drop(queue.dropChunk(), `fails with ${errorCode(error)}`);
      if (error) setTimeout(goOn, RETRY_MS).unref();
      else goOn();
    });
  }

  process.on('exit', () => {
    // What another thread is writing is out, or lost.
    if (busySince !== null) queue.dropChunk();
    if (!isStuck()) writeRest(queue, stream.fd);
  });
  return {
    write(line) {
      if (queue.add(line)) pump();
      else drop(1, 'is not read');
    },
    dropped: () => dropped,
    async end(deadlineMs) {
      const until = performance.now() + deadlineMs;
      while (!queue.isEmpty() && performance.now() < until) await Bun.sleep(1);
    },
  };
}

/** Writes the lines that are left as the process ends. */
function writeRest({ next, written }: LineQueue, fd: number): void {
  try {
    for (let bytes = next(); bytes.length > 0; bytes = next()) written(writeSync(fd, bytes));
  } catch {
    // Nobody is left to be told.
  }
}

/** A standard stream of the process. */
interface Stream {
  readonly fd: number;
  /** Whether a write waits while nobody reads. */
  readonly canBlock: boolean;
}

/**
 * Opens the stream once more, so that a write fails where it would wait. To set that on the stream itself
 * would change it for the shell and others who share it. A socket, as of systemd, can't be opened again.
 */
function reopen(fd: number): Stream {
  try {
    const flags = constants.O_WRONLY | constants.O_APPEND | constants.O_NONBLOCK | constants.O_NOCTTY;
    return { fd: openSync(`/proc/self/fd/${fd}`, flags), canBlock: false };
  } catch {
    return { fd, canBlock: true };
  }
}

/** One word on standard error, which may be as stuck as standard output: then it isn't even tried. */
function openComplaints(): (why: string, isStuck: boolean) => void {
  const stream = reopen(2);
  let isFree = true;
  let toldAt = Number.NEGATIVE_INFINITY;
  return (why, isStuck) => {
    if (!isFree || performance.now() - toldAt < COMPLAIN_EVERY_MS || (stream.canBlock && isStuck)) return;
    isFree = false;
    toldAt = performance.now();
    const text = `Petbank drops lines of its log: standard output ${why}. It goes on without them.\n`;
    write(stream.fd, text, () => {
      isFree = true;
    });
  };
}

const NOTHING = { bytes: Buffer.alloc(0), lines: 0 };

type LineQueue = ReturnType<typeof createLineQueue>;

/** Lines that wait, and the chunk of them that is being written. */
function createLineQueue() {
  let waiting: string[] = [];
  let length = 0;
  let chunk = NOTHING;
  /** Whether the last chunk was dropped in the middle of a line. */
  let isTorn = false;

  function next(): Buffer {
    if (chunk.bytes.length > 0 || waiting.length === 0) return chunk.bytes;
    let text = isTorn ? '\n' : '';
    let lines = 0;
    for (const line of waiting) {
      if (text.length >= MAX_CHUNK) break;
      text += line;
      length -= line.length;
      lines += 1;
    }
    waiting = waiting.slice(lines);
    isTorn = false;
    chunk = { bytes: Buffer.from(text), lines };
    return chunk.bytes;
  }
  function written(count: number): void {
    isTorn = count < chunk.bytes.length;
    chunk = isTorn ? { ...chunk, bytes: chunk.bytes.subarray(count) } : NOTHING;
  }
  function dropChunk(): number {
    const { lines } = chunk;
    chunk = NOTHING;
    return lines;
  }
  return {
    isEmpty: (): boolean => chunk === NOTHING && waiting.length === 0,
    /** False where there is no room for it. */
    add(line: string): boolean {
      if (length >= MAX_WAITING) return false;
      waiting.push(line);
      length += line.length;
      return true;
    },
    /** The chunk to be written now: the rest of the last one, or new lines; empty where nothing waits. */
    next,
    /** So many bytes of the chunk are out. */
    written,
    /** Gives the chunk up, and returns how many lines it had. */
    dropChunk,
  };
}
