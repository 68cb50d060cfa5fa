import type { Call } from './engine/operation.ts';
import type { ReadKey } from './engine/read-key.ts';
import type { Reader } from './engine/reader.ts';
import type { GivenBack, GivenBackBy } from './engine/rows.ts';
import { getMember, type Step } from './engine/step.ts';
import { getTeller, isOnHold } from './holds.ts';

/** Of how many other tellers' keys a member's row keeps what they gave back. */
const MAX_OTHERS = 64;

/** The rows beside the member's that say whether another teller may serve the member. */
export const givenBackReadKeys = (reader: Reader, robloxUserId: number): ReadKey[] =>
  listGivenBack(reader, robloxUserId).map(({ tellerId }) => ({ kind: 'teller', id: tellerId }));

/** What keys gave back of the member's claims, each key's last. */
function listGivenBack(reader: Reader, robloxUserId: number): GivenBackBy[] {
  const { givenBack } = getMember(reader, robloxUserId);
  if (givenBack === null) return [];
  const { others = [], ...last } = givenBack;
  return [last, ...others];
}

/** Remembers that a teller's key has given back a claim of the member's, or a part of one. */
export function noteGivenBack(step: Step, robloxUserId: number, call: Call, seq: number): void {
  if (call.rules.depositHoldMs === 0) return;
  add(step, robloxUserId, { tellerId: call.by, seq, at: step.at });
}

/** Adds it to what other keys gave back; of what one key did, the newest counts. */
function add(step: Step, robloxUserId: number, given: GivenBackBy): void {
  const before = listGivenBack(step, robloxUserId);
  const isSame = ({ tellerId }: GivenBackBy): boolean => tellerId === given.tellerId;
  if (before.some((each) => isSame(each) && each.seq >= given.seq)) return;
  const others = before.filter((each) => !isSame(each)).slice(0, MAX_OTHERS);
  const givenBack: GivenBack = { ...given, ...(others.length > 0 && { others }) };
  step.put('members', { ...getMember(step, robloxUserId), givenBack });
}

/**
 * Whether goods that another teller's key gave back may have changed hands all the same. That they have not
 * is the word of a key so far: it counts, as for a credit, once that teller's reports show it, or by time.
 */
export const mayBeHandedOver = (reader: Reader, robloxUserId: number, call: Call): boolean =>
  listGivenBack(reader, robloxUserId).some(
    (given) => given.tellerId !== call.by && isOpen(reader, given, call),
  );

/**
 * What a member gives away may be what a key gave back: whoever receives it waits as the giver does, or it
 * could be handed out to them meanwhile. Needs every teller's row.
 */
export function passOnGivenBack(
  step: Step,
  { giver, receiver }: { readonly giver: number; readonly receiver: number },
  call: Call,
): void {
  for (const given of listGivenBack(step, giver)) {
    if (isOpen(step, given, call)) add(step, receiver, given);
  }
}

/**
 * Whether the word of the key that gave it back is all there is so far. What staff say of the teller's
 * credits says nothing of it.
 */
function isOpen(reader: Reader, given: GivenBackBy, call: Call): boolean {
  const { seq, at } = given;
  const undecided = { ...getTeller(reader, given.tellerId), confirmedSeq: 0 };
  const claim = { firstSeq: seq, amount: 0n, content: '', isDuplicate: false, hour: null };
  const hold = { ...given, ...claim, until: at + call.rules.depositHoldMs };
  return isOnHold(hold, undecided, call);
}
