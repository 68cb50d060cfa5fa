import type { Reads } from './engine/book.ts';
import type { Instant, Transaction } from './engine/rows.ts';
import { BLOCK_SIZE, blockOf, type ProjectionReads, type Term, type TermBlock } from './projections.ts';

/** What transactions are looked for: those that have all of the terms, from one time up to another. */
export interface LogFilter {
  readonly terms: readonly Term[];
  /** The member whom they are about, on either side. */
  readonly robloxUserId?: number | undefined;
  /** The first time that counts, and the first that no longer does. */
  readonly from?: Instant | undefined;
  readonly until?: Instant | undefined;
}

export interface LogPage {
  /** Newest first. */
  readonly transactions: readonly Transaction[];
  /** Where the next page begins; null: there is nothing older. */
  readonly beforeSeq: number | null;
}

type LogReads = ProjectionReads & Pick<Reads, 'head'>;

/** How many blocks of a term are read at once, and how often, for one page. */
const BLOCKS = 8;
const MAX_LOOKS = 40;
/** How many transactions are read at once where a time is looked for: five reads find it among a million. */
const PROBES = 16;

/**
 * A page of the log before a transaction, newest first. What a page costs is limited, whatever is looked for:
 * one that was looked for long holds fewer than `limit`, and says where to go on.
 */
export async function searchLog(
  reads: LogReads,
  filter: LogFilter,
  page: { readonly beforeSeq?: number | undefined; readonly limit: number },
): Promise<LogPage> {
  const { from, until } = filter;
  const head = await reads.head();
  const [first, end] = await Promise.all([
    from === undefined ? 1 : findSeqAt(reads, from, head.seq),
    until === undefined ? head.seq + 1 : findSeqAt(reads, until, head.seq),
  ]);
  const range = { first, before: Math.min(page.beforeSeq ?? end, end) };
  const sources = createSources(reads, filter);
  const found =
    sources.length === 0 ? listNewest(range, page.limit) : await findInAll(sources, range, page.limit);
  return { ...found, transactions: await reads.transactionsBySeq(found.seqs) };
}

/** Sequence numbers from the first up to one, without it. */
interface SeqRange {
  readonly first: number;
  readonly before: number;
}
interface FoundSeqs {
  readonly seqs: readonly number[];
  readonly beforeSeq: number | null;
}

function listNewest({ first, before }: SeqRange, limit: number): FoundSeqs {
  const length = Math.min(limit, Math.max(0, before - first));
  const seqs = Array.from({ length }, (_, index) => before - 1 - index);
  const last = before - length;
  return { seqs, beforeSeq: last > first ? last : null };
}

/** The first transaction at or after a time; one more than the newest where there is none. */
async function findSeqAt(
  reads: Pick<ProjectionReads, 'transactionsBySeq'>,
  at: Instant,
  newest: number,
): Promise<number> {
  // Times never go back along the log, so each read leaves one of the parts between those that it found.
  let [low, high] = [1, newest + 1];
  while (low < high) {
    const probes = spread(low, high);
    const found = await reads.transactionsBySeq(probes);
    const earlier = new Set(found.filter((transaction) => transaction.at < at).map(({ seq }) => seq));
    const next = probes.findIndex((seq) => !earlier.has(seq));
    const last = next === -1 ? probes.at(-1) : probes[next - 1];
    if (last !== undefined) low = last + 1;
    high = probes[next] ?? high;
  }
  return low;
}

/** Up to PROBES sequence numbers from the first up to one, the first among them. */
function spread(first: number, before: number): number[] {
  const step = Math.ceil((before - first) / PROBES);
  const count = Math.ceil((before - first) / step);
  return Array.from({ length: count }, (_, index) => first + index * step);
}

/** Goes down block by block, and leaps over those in which one of the sources has nothing at all. */
async function findInAll(
  sources: readonly BlockSource[],
  { first, before }: SeqRange,
  limit: number,
): Promise<FoundSeqs> {
  const seqs: number[] = [];
  let next = before;
  for (let looks = 0; looks < MAX_LOOKS && next > first; looks += 1) {
    const blocks: SeqBlock[] = [];
    for (const source of sources) {
      const block = await source(blockOf(next - 1));
      if (block === undefined) return { seqs, beforeSeq: null };
      blocks.push(block);
    }
    const lowest = Math.min(...blocks.map(({ block }) => block));
    if (blocks.some(({ block }) => block > lowest)) {
      next = (lowest + 1) * BLOCK_SIZE;
      continue;
    }
    const common = intersect(blocks).filter((seq) => seq < next && seq >= first);
    seqs.push(...common.reverse());
    if (seqs.length > limit) return cutPage(seqs, limit);
    next = lowest * BLOCK_SIZE;
  }
  return { seqs, beforeSeq: next > first ? next : null };
}

function cutPage(seqs: readonly number[], limit: number): FoundSeqs {
  const page = seqs.slice(0, limit);
  return { seqs: page, beforeSeq: page.at(-1) ?? null };
}

/** The sequence numbers that all of the blocks have, oldest first. */
function intersect([shortest, ...others]: readonly SeqBlock[]): number[] {
  const sets = others.map(({ seqs }) => new Set(seqs));
  return (shortest?.seqs ?? []).filter((seq) => sets.every((set) => set.has(seq)));
}

/** Finds the newest block up to one, asked for from the newest to the oldest. */
type BlockSource = (maxBlock: number) => Promise<SeqBlock | undefined>;
type SeqBlock = Pick<TermBlock, 'block' | 'seqs'>;

/** Some blocks up to one, newest first, and whether there are none below. */
type ReadBlocks = (maxBlock: number) => Promise<{ blocks: readonly SeqBlock[]; isLast: boolean }>;

function createSources(reads: ProjectionReads, { terms, robloxUserId }: LogFilter): BlockSource[] {
  const reading = terms.map((term) => readTermBlocks(reads, term));
  if (robloxUserId !== undefined) reading.push(readMemberBlocks(reads, robloxUserId));
  return reading.map(createBlockSource);
}

function createBlockSource(read: ReadBlocks): BlockSource {
  let blocks: readonly SeqBlock[] = [];
  let isOver = false;
  return async (maxBlock) => {
    blocks = blocks.filter(({ block }) => block <= maxBlock);
    if (blocks.length === 0 && !isOver) ({ blocks, isLast: isOver } = await read(maxBlock));
    return blocks[0];
  };
}

function readTermBlocks(reads: ProjectionReads, term: Term): ReadBlocks {
  return async (maxBlock) => {
    const blocks = await reads.termBlocks({ term, maxBlock, limit: BLOCKS });
    return { blocks, isLast: blocks.length < BLOCKS };
  };
}

function readMemberBlocks(reads: ProjectionReads, robloxUserId: number): ReadBlocks {
  return async (maxBlock) => {
    const beforeSeq = (maxBlock + 1) * BLOCK_SIZE;
    const seqs = await reads.memberSeqs({ robloxUserId, beforeSeq, limit: BLOCK_SIZE });
    const isLast = seqs.length < BLOCK_SIZE;
    const blocks = Array.from(Map.groupBy(seqs, blockOf), ([block, found]) => ({
      block,
      seqs: found.reverse(),
    }));
    // The oldest may have more than was read, unless it is as full as a block can be.
    return { blocks: isLast || blocks.length === 1 ? blocks : blocks.slice(0, -1), isLast };
  };
}
