import { expect, test } from 'bun:test';
import { MongoClient, MongoError } from 'mongodb';
import { commit } from './store.ts';

function labelled(...labels: string[]): MongoError {
  const error = new MongoError('the line broke');
  for (const label of labels) error.addErrorLabel(label);
  return error;
}
const LOST = labelled('RetryableWriteError', 'UnknownTransactionCommitResult');
const OVER = labelled('TransientTransactionError');
const AWAY: unknown = await new MongoClient('mongodb://127.0.0.1:1', { serverSelectionTimeoutMS: 1 })
  .connect()
  .catch((error: unknown) => error);

/** What comes of a commit that the server answers so, one after the other; undefined is a yes. */
async function outcomeOf(answers: readonly unknown[], isThere: boolean): Promise<unknown> {
  const left = [...answers];
  const session = {
    async commitTransaction() {
      const answer = left.shift();
      if (answer) throw answer;
    },
  };
  const outcome = await commit(session, async () => isThere).catch((error: unknown) => error);
  return { outcome, unasked: left.length };
}

test.each([
  ['a yes', [undefined], false, 'stored'],
  ['an answer lost, then a yes', [LOST, undefined], false, 'stored'],
  ['two answers lost, then a yes', [LOST, LOST, undefined], false, 'stored'],
  ['a no, and the bank does not know it', [OVER], false, 'conflict'],
  ['an answer lost, then a no, and the bank does not know it', [LOST, OVER], false, 'conflict'],
  ['a no from a server that forgot, and the bank knows it', [LOST, OVER], true, 'stored'],
  ['every answer lost, and the bank knows it', [LOST, LOST, LOST], true, 'stored'],
  ['every answer lost, and the bank does not know it yet', [LOST, LOST, LOST], false, LOST],
  ['nobody there', [AWAY], true, AWAY],
  ['an answer lost, then nobody there', [LOST, AWAY], true, AWAY],
  ['an error that says nothing', [new Error('x'), new Error('x'), LOST], false, LOST],
])('%s settles a commit, or leaves it open', async (_name, answers, isThere, outcome) => {
  expect(await outcomeOf(answers, isThere)).toEqual({ outcome, unasked: 0 });
});
