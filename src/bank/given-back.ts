import type { Call } from './engine/operation.ts';
import type { ReadKey } from './engine/read-key.ts';
import type { Reader } from './engine/reader.ts';
import type { GivenBack } from './engine/rows.ts';
import { getMember, type Step } from './engine/step.ts';
import { getTeller, isOnHold } from './holds.ts';

/** The rows beside the member's that say whether another teller may serve the member. */
export function givenBackReadKeys(reader: Reader, robloxUserId: number): ReadKey[] {
  const { givenBack } = getMember(reader, robloxUserId);
  return givenBack ? [{ kind: 'teller', id: givenBack.tellerId }] : [];
}

/** Remembers that a teller's key has given back a claim of the member's, or a part of one. */
export function noteGivenBack(step: Step, robloxUserId: number, call: Call, seq: number): void {
  if (call.rules.depositHoldMs === 0) return;
  step.put('members', {
    ...getMember(step, robloxUserId),
    givenBack: { tellerId: call.by, seq, at: step.at },
  });
}

/**
 * Whether goods that another teller's key gave back may have changed hands all the same. That they have not
 * is the word of a key so far: it counts, as for a credit, once that teller's reports show it, or by time.
 */
export function mayBeHandedOver(reader: Reader, robloxUserId: number, call: Call): boolean {
  const { givenBack } = getMember(reader, robloxUserId);
  return givenBack !== null && givenBack.tellerId !== call.by && isOpen(reader, givenBack, call);
}

/**
 * What a member gives away may be what a key gave back: whoever receives it waits as the giver does, or it
 * could be handed out to them meanwhile. Needs every teller's row.
 */
export function passOnGivenBack(
  step: Step,
  { giver, receiver }: { readonly giver: number; readonly receiver: number },
  call: Call,
): void {
  const { givenBack } = getMember(step, giver);
  if (givenBack && isOpen(step, givenBack, call))
    step.put('members', { ...getMember(step, receiver), givenBack });
}

/**
 * Whether the word of the key that gave it back is all there is so far. What staff say of the teller's
 * credits says nothing of it.
 */
function isOpen(reader: Reader, givenBack: GivenBack, call: Call): boolean {
  const { seq, at } = givenBack;
  const undecided = { ...getTeller(reader, givenBack.tellerId), confirmedSeq: 0 };
  const claim = { firstSeq: seq, amount: 0n, content: '', isDuplicate: false, hour: null };
  const hold = { ...givenBack, ...claim, until: at + call.rules.depositHoldMs };
  return isOnHold(hold, undecided, call);
}
