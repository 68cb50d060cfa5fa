import { beforeAll, describe, expect, test } from 'bun:test';
import type { LuauFunction } from '../../src/simulate/luau.ts';
import { CAT, MEMBER } from '../support/scenes.ts';
import { loadLuau } from './luau.ts';

const TEXT = `
local Json, Teller = load("fake/Json"), load("src/Teller")
return function(json)
	local given = Json.decode(json)
	local state, effects = Teller.step(given.state, given.event, given.at)
	return Json.encode({ state = state, effects = effects })
end`;

let call: LuauFunction;
beforeAll(async () => {
  call = await loadLuau(['fake/Json', 'src/Teller'], TEXT);
});

interface Stepped {
  readonly state: object;
  readonly effects: readonly { readonly kind: string }[];
}

const NOW = 1_000;
const LATE = 2_000;

async function step(state: object, event: object, at = NOW): Promise<Stepped> {
  return JSON.parse(String(await call(JSON.stringify({ state, event, at }))));
}

const trade = { id: 'T-1', robloxUserId: MEMBER };
const other = { id: 'T-2', robloxUserId: 157 };
const nothing = { pets: [], gems: 0 };
const cat = { pets: [CAT], gems: 0 };
const half = { pets: [], gems: 200 };
const goods = { pets: [CAT], gems: 400 };
const claim = { withdrawalId: 'w-2', claimToken: 'c-3', leaseUntil: NOW + 120, goods };

const open = { trade, deadline: NOW + 90, offer: nothing, hasAccepted: false };
const withCat = { ...open, offer: cat };
const deposit = { trade, give: nothing, take: cat, before: nothing };
const delivery = { trade, give: goods, take: nothing, claim, before: nothing };

const idle = { kind: 'idle' };
const starting = { kind: 'starting' };
const claiming = { kind: 'claiming', open, isOver: false };
const taking = { kind: 'taking', open, verdict: 'none' };
const asked = { kind: 'taking', open: withCat, verdict: 'asked' };
const good = { kind: 'taking', open: withCat, verdict: 'good' };
const giving = { kind: 'giving', open, claim };
const acceptedDeposit = { kind: 'accepted', terms: deposit, deadline: NOW + 20 };
const acceptedDelivery = { kind: 'accepted', terms: delivery, deadline: NOW + 20 };
const lookingForDeposit = { kind: 'looking', terms: deposit };
const lookingForDelivery = { kind: 'looking', terms: delivery };
const telling = { kind: 'telling', robloxUserId: MEMBER };

const told = {
  deposit: { path: '/deposit/complete', body: { tradeId: 'T-1', robloxUserId: MEMBER, ...cat } },
  delivered: completed('delivered'),
  declined: completed('declined'),
  partial: completed('partial', { delivered: half }),
};
function completed(outcome: string, more: object = {}) {
  const { withdrawalId, claimToken } = claim;
  return { path: '/withdraw/complete', body: { withdrawalId, claimToken, tradeId: 'T-1', outcome, ...more } };
}
const tell = (...tellings: readonly object[]) => ({ kind: 'tell', tellings, isDoubtful: false });
const close = { kind: 'close', trade };

/** What is done, words to people aside. */
const deeds = ({ effects }: Stepped) => effects.filter(({ kind }) => kind !== 'say' && kind !== 'alert');

type Row = readonly [
  what: string,
  state: object,
  event: object,
  next: object,
  deeds: readonly object[],
  at?: number,
];

function table(title: string, rows: readonly Row[]): void {
  describe(title, () => {
    test.each(rows)('%s', async (_what, state, event, next, done, at = NOW) => {
      const stepped = await step(state, event, at);
      expect(stepped.state).toEqual(next);
      expect<readonly object[]>(deeds(stepped)).toEqual([...done]);
    });
  });
}

table('a trade is opened:', [
  [
    'an idle teller claims what waits for the player',
    idle,
    { kind: 'opened', trade },
    claiming,
    [
      { kind: 'claim', trade },
      { kind: 'wake', trade, at: NOW + 90 },
    ],
  ],
  ['told twice, it is one', claiming, { kind: 'opened', trade }, claiming, []],
  ...[starting, claiming, taking, giving, acceptedDelivery, lookingForDelivery, telling].map(
    (state): Row => [
      `a ${state.kind} teller turns others away`,
      state,
      { kind: 'opened', trade: other },
      state,
      [{ kind: 'close', trade: other }],
    ],
  ),
]);

table('the claim is answered:', [
  ['nothing waits: a deposit', claiming, { kind: 'claimed', trade }, taking, []],
  [
    'nothing waits, and the player has put something in: it is checked',
    { ...claiming, open: withCat },
    { kind: 'claimed', trade },
    asked,
    [{ kind: 'check', trade, offer: cat }],
  ],
  [
    'something waits: it goes into the trade, no longer than the lease lasts',
    claiming,
    { kind: 'claimed', trade, claim: { ...claim, leaseUntil: NOW + 60 } },
    {
      kind: 'giving',
      open: { ...open, deadline: NOW + 45 },
      claim: { ...claim, leaseUntil: NOW + 60 },
    },
    [
      { kind: 'offer', trade, goods },
      { kind: 'wake', trade, at: NOW + 45 },
    ],
  ],
  [
    'the lease is nearly over: it is given back',
    claiming,
    { kind: 'claimed', trade, claim: { ...claim, leaseUntil: NOW + 15 } },
    telling,
    [close, tell(told.declined)],
  ],
  [
    'the player has gone meanwhile: it is given back',
    { ...claiming, isOver: true },
    { kind: 'claimed', trade, claim },
    telling,
    [tell(told.declined)],
  ],
  [
    'the player has gone meanwhile and nothing waits',
    { ...claiming, isOver: true },
    { kind: 'claimed', trade },
    idle,
    [],
  ],
  ['the bank says no', claiming, { kind: 'claimed', trade, refusal: 'halted' }, idle, [close]],
  ['of another trade, it is nothing', claiming, { kind: 'claimed', trade: other, claim }, claiming, []],
  ['answered twice, it is nothing', giving, { kind: 'claimed', trade, claim }, giving, []],
]);

const accept = (terms: object) => [
  { kind: 'accept', terms },
  { kind: 'wake', trade, at: NOW + 20 },
];

table('the player offers and accepts:', [
  [
    'an offer is checked',
    taking,
    { kind: 'offered', trade, goods: cat },
    asked,
    [{ kind: 'check', trade, offer: cat }],
  ],
  ['an empty one is not', good, { kind: 'offered', trade, goods: nothing }, taking, []],
  [
    'an offer that changes is checked again',
    good,
    { kind: 'offered', trade, goods },
    { kind: 'taking', open: { ...open, offer: goods }, verdict: 'asked' },
    [{ kind: 'check', trade, offer: goods }],
  ],
  ['the bank takes it', asked, { kind: 'checked', trade, offer: cat, isGood: true, reasons: '' }, good, []],
  [
    "the bank doesn't take it",
    asked,
    { kind: 'checked', trade, offer: cat, isGood: false, reasons: 'no' },
    { ...asked, verdict: 'bad' },
    [],
  ],
  [
    'the bank takes what is no longer offered',
    asked,
    { kind: 'checked', trade, offer: goods, isGood: true, reasons: '' },
    asked,
    [],
  ],
  [
    'accepted and good: the terms are written down',
    good,
    { kind: 'accepted', trade },
    acceptedDeposit,
    accept(deposit),
  ],
  [
    'accepted before the bank has said yes',
    asked,
    { kind: 'accepted', trade },
    { ...asked, open: { ...withCat, hasAccepted: true } },
    [],
  ],
  [
    'and then it has',
    { ...asked, open: { ...withCat, hasAccepted: true } },
    { kind: 'checked', trade, offer: cat, isGood: true, reasons: '' },
    acceptedDeposit,
    accept(deposit),
  ],
  [
    'accepted what the bank does not take: nothing',
    { ...asked, verdict: 'bad' },
    { kind: 'accepted', trade },
    { kind: 'taking', open: { ...withCat, hasAccepted: true }, verdict: 'bad' },
    [],
  ],
  ['accepted too late: nothing', good, { kind: 'accepted', trade }, good, [], LATE],
  ['a withdrawal is accepted', giving, { kind: 'accepted', trade }, acceptedDelivery, accept(delivery)],
  ['a withdrawal is accepted too late: nothing', giving, { kind: 'accepted', trade }, giving, [], LATE],
  [
    'a withdrawal into which the player has put something is not accepted',
    { ...giving, open: withCat },
    { kind: 'accepted', trade },
    { ...giving, open: { ...withCat, hasAccepted: true } },
    [],
  ],
  ['accepted while the bank is asked: nothing', claiming, { kind: 'accepted', trade }, claiming, []],
]);

table('the trade completes:', [
  [
    'a deposit is told',
    acceptedDeposit,
    { kind: 'completed', trade, given: nothing, received: cat },
    telling,
    [tell(told.deposit)],
  ],
  [
    'a delivery is told',
    acceptedDelivery,
    { kind: 'completed', trade, given: goods, received: nothing },
    telling,
    [tell(told.delivered)],
  ],
  [
    'what was handed over only in part is told so',
    acceptedDelivery,
    { kind: 'completed', trade, given: half, received: nothing },
    telling,
    [tell(told.partial)],
  ],
  [
    'what came in beside it is told too',
    acceptedDelivery,
    { kind: 'completed', trade, given: goods, received: cat },
    telling,
    [tell(told.deposit, told.delivered)],
  ],
  [
    'while the game is being asked, its word counts',
    lookingForDelivery,
    { kind: 'completed', trade, given: goods, received: nothing },
    telling,
    [tell(told.delivered)],
  ],
  [
    'what happened without the acceptance of the teller is told all the same',
    giving,
    { kind: 'completed', trade, given: goods, received: nothing },
    telling,
    [tell(told.delivered)],
  ],
  [
    'told twice, it is nothing',
    telling,
    { kind: 'completed', trade, given: goods, received: nothing },
    telling,
    [],
  ],
]);

const event = (kind: string) => ({ kind, trade });
const overClaiming = { ...claiming, isOver: true };
table('the trade ends otherwise:', [
  ['declined while the bank is asked', claiming, event('declined'), overClaiming, []],
  ['left while the bank is asked', claiming, event('left'), overClaiming, [close]],
  ['too slow while the bank is asked', claiming, event('timedOut'), overClaiming, [close], LATE],
  ['a deposit is declined', good, event('declined'), idle, []],
  ['a depositor leaves', good, event('left'), idle, [close]],
  ['a depositor is too slow', good, event('timedOut'), idle, [close], LATE],
  [
    'a withdrawal is declined before the teller accepts',
    giving,
    event('declined'),
    telling,
    [tell(told.declined)],
  ],
  ['a player leaves before the teller accepts', giving, event('left'), telling, [close, tell(told.declined)]],
  ['a withdrawal takes too long', giving, event('timedOut'), telling, [close, tell(told.declined)], LATE],
  ['nothing could be put in', giving, event('failed'), telling, [close, tell(told.declined)]],
  ['a deadline that was put off', giving, event('timedOut'), giving, []],
  ['the game declines an accepted deposit', acceptedDeposit, event('declined'), telling, [tell()]],
  [
    'the game declines an accepted withdrawal',
    acceptedDelivery,
    event('declined'),
    telling,
    [tell(told.declined)],
  ],
  [
    'the acceptance failed for certain',
    acceptedDelivery,
    event('failed'),
    telling,
    [close, tell(told.declined)],
  ],
  ...['left', 'unclear', 'timedOut'].map(
    (kind): Row => [
      `an accepted withdrawal: ${kind}. The game is asked`,
      acceptedDelivery,
      event(kind),
      lookingForDelivery,
      [{ kind: 'look', terms: delivery }],
      LATE,
    ],
  ),
]);

const found = (kind: string, given: object = nothing, received: object = nothing) => ({
  kind: 'found',
  trade,
  ending: { kind, given, received },
});
const doubt = [{ kind: 'tell', tellings: [], isDoubtful: true }];
table('after a restart, or where the end is not known:', [
  [
    'nothing was left: what is untold is told',
    starting,
    { kind: 'restarted' },
    { kind: 'telling' },
    [tell()],
  ],
  [
    'a trade was to be accepted: the game is asked',
    starting,
    { kind: 'restarted', terms: delivery },
    lookingForDelivery,
    [{ kind: 'look', terms: delivery }],
  ],
  [
    'a deposit was completed',
    lookingForDeposit,
    found('completed', nothing, cat),
    telling,
    [tell(told.deposit)],
  ],
  [
    'a withdrawal was completed',
    lookingForDelivery,
    found('completed', goods),
    telling,
    [tell(told.delivered)],
  ],
  ['a deposit was declined', lookingForDeposit, found('declined'), telling, [tell()]],
  ['a withdrawal was declined', lookingForDelivery, found('declined'), telling, [tell(told.declined)]],
  [
    'a withdrawal in doubt is told as nothing, least of all as declined',
    lookingForDelivery,
    found('unknown'),
    telling,
    doubt,
  ],
  ['a deposit in doubt is told as nothing', lookingForDeposit, found('unknown'), telling, doubt],
  ['the bank has answered', telling, { kind: 'told', told: [] }, idle, []],
]);

table('a report is due:', [
  ['quiet', idle, { kind: 'heartbeat' }, idle, [{ kind: 'report', isQuiet: true }]],
  ...[starting, claiming, taking, giving, acceptedDelivery, lookingForDelivery, telling].map(
    (state): Row => [
      `a ${state.kind} teller settles nothing by it`,
      state,
      { kind: 'heartbeat' },
      state,
      [{ kind: 'report', isQuiet: false }],
    ],
  ),
]);

test('a doubt, and goods that left without a claim, are told to the operator', async () => {
  const alerts = async (state: object, given: object) =>
    (await step(state, given)).effects.filter(({ kind }) => kind === 'alert');
  expect(await alerts(lookingForDelivery, found('unknown'))).toEqual([
    expect.objectContaining({ text: "How trade T-1 with 156 ended isn't known: withdrawal w-2." }),
  ]);
  expect(await alerts(good, { kind: 'completed', trade, given: cat, received: nothing })).toEqual([
    expect.objectContaining({ text: 'Trade T-1 gave away 1 × golden Huge Cat without a claim.' }),
  ]);
});
