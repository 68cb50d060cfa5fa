/* Growing lists for millions of entries: bytes instead of objects. */

const FIRST_CAPACITY = 4;
const HASH_BYTES = 32;

/** Amounts of any size: eight bytes each, but for the few that need more. */
export interface AmountList {
  readonly length: () => number;
  readonly at: (index: number) => bigint;
  readonly push: (amount: bigint) => void;
}

export function createAmountList(): AmountList {
  let small = new BigInt64Array(FIRST_CAPACITY);
  let length = 0;
  const large = new Map<number, bigint>();
  return {
    length: () => length,
    at: (index) => large.get(index) ?? small[index] ?? 0n,
    push(amount) {
      if (length === small.length) small = grow(small, new BigInt64Array(length * 2));
      if (BigInt.asIntN(64, amount) === amount) small[length] = amount;
      else large.set(length, amount);
      length += 1;
    },
  };
}

/** Whole numbers below 2^32. */
export interface IndexList {
  readonly length: () => number;
  readonly at: (index: number) => number;
  readonly push: (value: number) => void;
}

export function createIndexList(): IndexList {
  let values = new Uint32Array(FIRST_CAPACITY);
  let length = 0;
  return {
    length: () => length,
    at: (index) => values[index] ?? 0,
    push(value) {
      if (length === values.length) values = grow(values, new Uint32Array(length * 2));
      values[length] = value;
      length += 1;
    },
  };
}

/** SHA-256 hashes: hexadecimal outside, bytes inside. */
export interface HashList {
  readonly length: () => number;
  readonly at: (index: number) => string;
  readonly push: (hash: string) => void;
}

export function createHashList(): HashList {
  let bytes = Buffer.alloc(FIRST_CAPACITY * HASH_BYTES);
  let length = 0;
  return {
    length: () => length,
    at: (index) => bytes.toString('hex', index * HASH_BYTES, (index + 1) * HASH_BYTES),
    push(hash) {
      if (length * HASH_BYTES === bytes.length) bytes = grow(bytes, Buffer.alloc(bytes.length * 2));
      bytes.write(hash, length * HASH_BYTES, 'hex');
      length += 1;
    },
  };
}

/** The first place at which the order, rising over the list, is not below zero; its length if none is. */
export function findPlace(length: number, compareAt: (index: number) => number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareAt(middle) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function grow<List extends { set(from: List): void }>(from: List, to: List): List {
  to.set(from);
  return to;
}
