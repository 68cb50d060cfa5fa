import fc from 'fast-check';
import { type Kind, PLAYS } from './plays.ts';
import type { Dice } from './scene.ts';
import { type Part, STORIES } from './stories.ts';

type Story = keyof typeof STORIES;

/** How often each kind of move comes, beside the others and the little stories. */
const WEIGHTS: { readonly [K in Kind | Story]: number } = {
  fits: 12,
  atTheEdge: 7,
  through: 3,
  callOff: 6,
  beginLink: 4,
  proveLink: 6,
  endLink: 2,
  askGems: 1,
  askRare: 1,
  giveSome: 3,
  giveEdge: 3,
  offerSome: 3,
  offerEdge: 2,
  offerTo: 0,
  answer: 5,
  acceptNewest: 1,
  bring: 5,
  bringOdd: 4,
  bringRare: 1,
  bringRareOver: 1,
  checkOnly: 2,
  claim: 12,
  reportOutcome: 10,
  reportWrongOutcome: 8,
  count: 6,
  draft: 2,
  sendDraft: 2,
  slip: 1,
  lose: 1,
  stop: 1,
  goOn: 6,
  hold: 1,
  letGo: 6,
  pauseOne: 4,
  resumeOne: 6,
  settleCase: 6,
  settleSome: 2,
  settleLatest: 1,
  settleWrong: 4,
  settleAgain: 3,
  keep: 3,
  aRun: 2,
  aMinute: 3,
  aLease: 3,
  aReservation: 2,
  aDay: 2,
  again: 13,
  otherwise: 6,
  byAnother: 1,
  recorded: 4,
  recordedNow: 1,
  sameNonce: 1,
  inAHurry: 2,
  restart: 1,
  audit: 3,
  cleared: 2,
  twice: 2,
  broken: 1,
  forged: 2,
  flooded: 2,
  silence: 4,
  theft: 2,
  raced: 1,
  takeover: 2,
  handedOn: 1,
  doubted: 2,
  stopped: 1,
  frozen: 1,
  borrowed: 3,
  shared: 2,
  poor: 1,
  dayFull: 2,
  given: 4,
  traded: 4,
  crowded: 1,
  besieged: 1,
  late: 2,
  regretted: 1,
  overdrawn: 1,
  full: 1,
};
const KINDS = Object.entries(WEIGHTS).flatMap(([kind, weight]) => {
  const known = isKind(kind) || isStory(kind) ? kind : undefined;
  return known ? Array.from({ length: weight }, () => known) : [];
});
function isKind(name: string): name is Kind {
  return name in PLAYS;
}
function isStory(name: string): name is Story {
  return name in STORIES;
}

/** One move, in numbers: what they come to depends on what is there when it is made. */
export interface Move extends Omit<Dice, 'isAlone'> {
  readonly kind: Kind;
  /** Made at once with the move before. */
  readonly joins: boolean;
}

/** Time does not pass while things are done at once. */
export const isTime = ({ kind }: Move): boolean =>
  ['aRun', 'aMinute', 'aLease', 'aReservation', 'aDay'].includes(kind);

const pets = fc.record({
  id: fc.constantFrom('Cat', 'Dog', 'Cat', 'Shown Fox', 'fox_01'),
  variant: fc.constantFrom('normal', 'normal', 'normal', 'golden'),
  shiny: fc.constant(false),
  quantity: fc.integer({ min: 1, max: 2 }),
});

/** A move, or a little story: several moves, one after the other. */
export interface Wish extends Omit<Move, 'kind'> {
  readonly kind: Kind | Story;
}
export const wishes: fc.Arbitrary<Wish> = fc.record({
  kind: fc.constantFrom(...KINDS),
  member: fc.integer({ min: 1, max: 3 }),
  teller: fc.constantFrom('teller-1', 'teller-2'),
  by: fc.constantFrom('web', 'app'),
  discord: fc.constantFrom('100000000000000001', '100000000000000002', '100000000000000003'),
  pick: fc.nat(100_000),
  isSo: fc.boolean(),
  goods: fc.record({ pets: fc.array(pets, { maxLength: 2 }), gems: fc.integer({ min: 0, max: 30 }) }),
  joins: fc.constantFrom(false, false, false, true),
});

/** The moves that the wishes come to. */
export const toMoves = (all: readonly Wish[]): Move[] =>
  all.flatMap((wish) => {
    const { kind } = wish;
    return isStory(kind)
      ? storyToMoves(wish, STORIES[kind]({ ...wish, isAlone: true }))
      : [{ ...wish, kind }];
  });

const storyToMoves = (wish: Wish, story: readonly Part[]): Move[] =>
  story.map((part, index) => {
    const move = typeof part === 'string' ? { kind: part } : part;
    return { ...wish, joins: false, pick: wish.pick + 7 * index, ...move };
  });
