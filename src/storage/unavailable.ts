import { z } from 'zod';
import { InvariantError } from '../bank/engine/assert.ts';
import { StorageUnavailable } from '../bank/engine/book.ts';
import { MissingRowError } from '../bank/engine/reader.ts';
import { UnwritableRows } from './errors.ts';

/** The error as whoever called the bank is to meet it: what is no bug may be well in a moment. */
export function toUnavailable(error: unknown): unknown {
  if (error instanceof StorageUnavailable || isBug(error)) return error;
  return new StorageUnavailable('the database did not answer', { cause: error });
}

/** The same read, whose errors are as `toUnavailable` makes them. */
export function guardRead<Input extends unknown[], Result>(read: (...input: Input) => Promise<Result>) {
  return (...input: Input): Promise<Result> => read(...input).catch(throwUnavailable);
}

export function throwUnavailable(error: unknown): never {
  throw toUnavailable(error);
}

const BUGS = [
  InvariantError,
  MissingRowError,
  UnwritableRows,
  z.ZodError,
  SyntaxError,
  TypeError,
  RangeError,
];

/** Errors of the bank's own, in its code or in a row, which waiting doesn't fix. */
const isBug = (error: unknown): boolean => BUGS.some((kind) => error instanceof kind);
