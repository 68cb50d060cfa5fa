import { RARE } from './play-members.ts';
import type { Kind } from './plays.ts';
import { type Dice, pickFrom } from './scene.ts';

/** One move of a story: its kind, and what of the wish's dice it changes. */
export type Part = Kind | ({ readonly kind: Kind } & Partial<Dice>);

// Dice by which a report is made as it should be, and a claim is made for the story's own member.
const COUNT = { kind: 'count', pick: 5 } as const;
const CLAIM = { kind: 'claim', pick: 0 } as const;
const AUDIT = [COUNT, COUNT] as const;
const SLIP = { kind: 'slip', isSo: true } as const;

const ONE_CAT = {
  goods: { pets: [{ id: 'Cat', variant: 'normal', shiny: false, quantity: 1 }], gems: 0 },
} as const satisfies Partial<Dice>;
const FOXES = {
  goods: { pets: [{ id: 'fox_01', variant: 'normal', shiny: false, quantity: 4 }], gems: 0 },
} as const satisfies Partial<Dice>;
const ONE_RARE = { pets: [{ ...RARE, quantity: 1 }], gems: 0 };
/** A teller with nothing in its hands when the game begins. */
const POOR = 'teller-3';
const nextDiscord = (discord: string): string => `10000000000000000${(Number(discord.slice(-1)) % 3) + 1}`;

/** Dice by which the maker of the newest offer takes it back. */
const WITHDRAW = { kind: 'answer', pick: 31, isSo: false } as const;
const MEMBERS = 3;
const nextMember = (member: number): number => (member % MEMBERS) + 1;

/** A member proves that an account is theirs. */
const link = (member: number, discord: string): readonly Part[] => [
  { kind: 'beginLink', pick: 0, member, discord },
  { kind: 'proveLink', pick: 1, member, discord },
];
const linkBoth = ({ member, discord }: Dice): readonly Part[] => [
  ...link(member, discord),
  ...link(nextMember(member), nextDiscord(discord)),
];

/** Moves that come to something only together, and that random moves alone would seldom bring together. */
export const STORIES = {
  /** The same is said twice, and nothing lies between. */
  audit: () => AUDIT,
  /** Reports clear a credit before time does. */
  cleared: () => ['bring', COUNT, 'aMinute', COUNT, 'through'],
  /** A report that doesn't know the newest credit begins its run anew. */
  broken: () => ['bring', COUNT, 'aRun', { kind: 'count', pick: 4 }, 'through', COUNT, 'through'],
  /** The same deposit comes twice within a minute. */
  twice: ({ isSo }) => [
    'bring',
    'bring',
    COUNT,
    ...(isSo ? (['aRun', COUNT] as const) : []),
    'settleWrong',
    { kind: 'settleCase', pick: 6 },
    'through',
  ],
  /** A teller that doesn't know its own trades, until staff decide. */
  forged: ({ isSo, pick }) => [
    'bring',
    'aMinute',
    'aMinute',
    { kind: 'count', pick: 3 },
    CLAIM,
    'bring',
    { kind: pick % 2 === 0 ? 'settleCase' : 'settleSome', pick: 0, isSo },
    { kind: 'count', pick: 3 },
    'settleAgain',
  ],
  /** A teller credits more in an hour than it may, and again once staff have decided. */
  flooded: ({ pick }) => [
    { kind: 'bring', ...FOXES },
    { kind: 'bring', ...FOXES },
    { kind: 'bring', ...ONE_CAT },
    'through',
    { kind: pick % 2 === 0 ? 'settleCase' : 'settleSome', pick: 7 },
    { kind: 'bring', ...ONE_CAT },
    'fits',
    'settleWrong',
    { kind: 'settleCase', pick: 7 },
    'settleAgain',
  ],
  /** A claim of which nobody says a word. */
  silence: ({ isSo }) => ['fits', CLAIM, 'aLease', ...(isSo ? AUDIT : (['keep', 'settleCase'] as const))],
  /** Two tellers have one of what is asked for each, and hand it over one after the other, or one only. */
  shared: ({ member, isSo }) => [
    { kind: 'bring', teller: 'teller-1', goods: ONE_RARE },
    { kind: 'bring', teller: 'teller-2', goods: ONE_RARE },
    'aLease',
    'askRare',
    'fits',
    { ...CLAIM, member, teller: 'teller-1' },
    isSo ? 'reportOutcome' : 'callOff',
    { ...CLAIM, member, teller: 'teller-2' },
  ],
  /** Something is gone, is found out, and goes on being gone. */
  theft: () => [
    SLIP,
    ...AUDIT,
    { ...SLIP, pick: 0 },
    ...AUDIT,
    { kind: 'settleCase', pick: 2 },
    { ...SLIP, pick: 0 },
    { ...SLIP, pick: 0 },
    ...AUDIT,
  ],
  /** The same is said twice of something that is missing, and a trade lies between. */
  raced: () => [
    { kind: 'lose', ...ONE_CAT },
    COUNT,
    { kind: 'bring', ...ONE_CAT },
    { kind: 'lose', ...ONE_CAT },
    ...AUDIT,
  ],
  /** One proves the account, then another, who asks for something at once. */
  takeover: ({ discord, isSo }) => [
    { kind: 'beginLink', pick: 0 },
    { kind: 'proveLink', pick: 1 },
    { kind: isSo ? 'proveLink' : 'beginLink', pick: 1 },
    { kind: 'beginLink', pick: 0, discord: nextDiscord(discord) },
    { kind: 'proveLink', pick: 1, discord: nextDiscord(discord) },
    'through',
    'giveSome',
    'offerSome',
    'acceptNewest',
  ],
  /** The link ends, and the account goes to another. */
  handedOn: ({ discord }) => [
    { kind: 'beginLink', pick: 0 },
    { kind: 'proveLink', pick: 1 },
    { kind: 'endLink', pick: 0 },
    'recordedNow',
    { kind: 'beginLink', pick: 0, discord: nextDiscord(discord) },
    { kind: 'proveLink', pick: 1, discord: nextDiscord(discord) },
  ],
  /** Roblox says this and that of the profile. */
  doubted: ({ pick }) => [
    { kind: 'beginLink', pick: 11 + (pick % 2) },
    { kind: 'beginLink', pick: 0 },
    { kind: 'proveLink', pick: pickFrom([4, 5, 13, 14, 15, 17 * 19], pick) ?? 4 },
    { kind: 'proveLink', pick: pickFrom([4, 5, 13, 14, 15, 17 * 19], Math.floor(pick / 6)) ?? 5 },
    'proveLink',
  ],
  stopped: () => [
    'goOn',
    { kind: 'beginLink', pick: 0 },
    'stop',
    'recordedNow',
    'stop',
    { kind: 'proveLink', pick: 1 },
    'beginLink',
    'fits',
    'claim',
    'giveSome',
    'offerSome',
    'acceptNewest',
    'bring',
    'goOn',
  ],
  frozen: () => [
    'fits',
    'offerSome',
    'hold',
    'recordedNow',
    CLAIM,
    'fits',
    'giveSome',
    'acceptNewest',
    'bring',
    'hold',
    'letGo',
  ],
  /** Members give to each other, and what was given is given on too soon. */
  given: (dice) => [
    ...linkBoth(dice),
    'giveSome',
    { kind: 'giveSome', member: nextMember(dice.member) },
    'giveEdge',
    'recordedNow',
    { kind: 'giveEdge', pick: dice.pick + 1 },
    dice.isSo ? 'aReservation' : 'aMinute',
    'giveSome',
  ],
  /** An offer is accepted, or what it is about is gone meanwhile. */
  traded: (dice) => [
    ...linkBoth(dice),
    'offerSome',
    ...(dice.isSo ? (['fits', 'giveSome'] as const) : []),
    'acceptNewest',
    'recordedNow',
    'acceptNewest',
    'offerEdge',
    'acceptNewest',
    'answer',
    'offerSome',
    'answer',
    'recordedNow',
    'answer',
  ],
  /** What a giver has reserved has expired, or nobody knows how it ended. */
  late: (dice) => [
    ...linkBoth(dice),
    'fits',
    ...(dice.isSo ? ([{ ...CLAIM, member: dice.member }, 'aLease'] as const) : (['aReservation'] as const)),
    ...(dice.pick % 2 === 0 ? (['giveSome'] as const) : []),
    { kind: 'offerSome', pick: dice.pick },
    'acceptNewest',
  ],
  /** A member can hold no more than a little. */
  full: (dice) => {
    const member = nextMember(dice.member);
    const goods = { pets: [{ ...RARE, quantity: 4 }], gems: 30 };
    return [
      { kind: 'bring', member, goods },
      { kind: 'bring', member, goods },
      ...linkBoth(dice),
      { kind: 'offerEdge', pick: dice.isSo ? 4 : 5, isSo: true },
      'acceptNewest',
      { kind: 'giveEdge', pick: dice.isSo ? 4 : 5, isSo: true },
    ];
  },
  /** Whoever made an offer has less than it promises. */
  overdrawn: (dice) => [
    ...linkBoth(dice),
    { kind: 'offerEdge', pick: dice.isSo ? 6 : 7, isSo: true },
    'acceptNewest',
  ],
  /** Its maker takes an offer back, twice. */
  regretted: (dice) => [...linkBoth(dice), 'offerSome', WITHDRAW, WITHDRAW],
  /** One member makes more offers than may be open. */
  crowded: (dice) => [...linkBoth(dice), ...Array.from({ length: 11 }, () => 'offerSome' as const)],
  /** Two members make more offers to a third than may be open. */
  besieged: (dice) => {
    const [first, second] = [dice.member, nextMember(dice.member)];
    const third = nextMember(second);
    const all = Array.from({ length: 6 }, () => [
      { kind: 'offerTo', member: first, pick: third } as const,
      { kind: 'offerTo', member: second, pick: third } as const,
    ]);
    return [...linkBoth(dice), ...all.flat()];
  },
  /** One more than the day allows, once some of it is used up. */
  dayFull: ({ isSo }) => [
    { kind: 'bring', goods: { pets: [], gems: 30 } },
    'askGems',
    { kind: 'atTheEdge', pick: 3, isSo },
    { kind: 'atTheEdge', pick: 0, isSo: false },
    { kind: 'atTheEdge', pick: 2, isSo },
  ],
  /** Asks for one gem more than there is. */
  poor: () => [
    { kind: 'bring', member: 4, goods: { pets: [], gems: 3 } },
    'aLease',
    { kind: 'atTheEdge', pick: 5, member: 4 },
  ],
  /** What waits in quarantine is promised to claims meanwhile, and can't be handed back. */
  borrowed: ({ member, isSo }) => {
    const other = (member % 3) + 1;
    const ask: readonly Part[] = isSo
      ? ['aLease', { kind: 'askRare', member: other }, { ...CLAIM, member: other, teller: POOR }]
      : [
          { kind: 'bring', member: 4, teller: 'teller-1', goods: { pets: [], gems: 3 } },
          'aLease',
          { kind: 'askGems', member: 4 },
          { ...CLAIM, member: 4, teller: POOR },
          { kind: 'askGems', member: other },
          { ...CLAIM, member: other, teller: POOR },
        ];
    return [
      'aDay',
      { kind: 'bringRare', member: other },
      { kind: 'bringRareOver', teller: POOR },
      ...ask,
      { kind: 'settleLatest', isSo: false },
    ];
  },
} as const satisfies { readonly [name: string]: (dice: Dice) => readonly Part[] };
