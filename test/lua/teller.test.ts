import { beforeAll, describe, expect, test } from 'bun:test';
import type { LuauFunction } from '../../src/simulate/luau.ts';
import { CAT, MEMBER } from '../support/scenes.ts';
import { loadLuau } from './luau.ts';

const TEXT = `
local Json, Teller, paces = load("fake/Json"), load("src/Teller"), load("src/Paces").complete()
return function(json)
	local given = Json.decode(json)
	local state, effects = Teller.step(given.state, given.event, given.at, paces)
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
const depositing = { kind: 'depositing', open, verdict: 'none' };
const pending = { kind: 'depositing', open: withCat, verdict: 'pending' };
const good = { kind: 'depositing', open: withCat, verdict: 'good' };
const delivering = { kind: 'delivering', open, claim };
const acceptedDeposit = { kind: 'accepted', terms: deposit, deadline: NOW + 20 };
const acceptedDelivery = { kind: 'accepted', terms: delivery, deadline: NOW + 20 };
const resolvingDeposit = { kind: 'resolving', terms: deposit };
const resolvingDelivery = { kind: 'resolving', terms: delivery };
const submitting = { kind: 'submitting', robloxUserId: MEMBER };

/** The bank hears an id that the library has made, in a game that gave this one out before. */
const ownTrade = { ...trade, bankId: 'own-1' };
const completions = {
  deposit: { path: '/deposit/complete', body: { tradeId: 'T-1', robloxUserId: MEMBER, ...cat } },
  delivered: completed('delivered'),
  declined: completed('declined'),
  partial: completed('partial', { delivered: half }),
};
function completed(outcome: string, more: object = {}) {
  const { withdrawalId, claimToken } = claim;
  return { path: '/withdraw/complete', body: { withdrawalId, claimToken, tradeId: 'T-1', outcome, ...more } };
}
const submit = (...completions: readonly object[]) => ({ kind: 'submit', completions, isUncertain: false });
const close = { kind: 'close', trade };

/** The effects, except messages to people. */
const actions = ({ effects }: Stepped) => effects.filter(({ kind }) => kind !== 'say' && kind !== 'alert');

type Row = readonly [
  what: string,
  state: object,
  event: object,
  next: object,
  actions: readonly object[],
  at?: number,
];

function table(title: string, rows: readonly Row[]): void {
  describe(title, () => {
    test.each(rows)('%s', async (_what, state, event, next, done, at = NOW) => {
      const stepped = await step(state, event, at);
      expect(stepped.state).toEqual(next);
      expect<readonly object[]>(actions(stepped)).toEqual([...done]);
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
      { kind: 'setTimer', trade, at: NOW + 90 },
    ],
  ],
  ['a repeated event is ignored', claiming, { kind: 'opened', trade }, claiming, []],
  ...[starting, claiming, depositing, delivering, acceptedDelivery, resolvingDelivery, submitting].map(
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
  ['nothing waits: a deposit', claiming, { kind: 'claimed', trade }, depositing, []],
  [
    'nothing waits, and the player has put something in: it is checked',
    { ...claiming, open: withCat },
    { kind: 'claimed', trade },
    pending,
    [{ kind: 'check', trade, offer: cat }],
  ],
  [
    'something waits: it goes into the trade, no longer than the lease lasts',
    claiming,
    { kind: 'claimed', trade, claim: { ...claim, leaseUntil: NOW + 60 } },
    {
      kind: 'delivering',
      open: { ...open, deadline: NOW + 45 },
      claim: { ...claim, leaseUntil: NOW + 60 },
    },
    [
      { kind: 'offer', trade, goods },
      { kind: 'setTimer', trade, at: NOW + 45 },
    ],
  ],
  [
    'the lease is nearly over: the claim is released',
    claiming,
    { kind: 'claimed', trade, claim: { ...claim, leaseUntil: NOW + 15 } },
    submitting,
    [close, submit(completions.declined)],
  ],
  [
    'the player has left meanwhile: the claim is released',
    { ...claiming, isOver: true },
    { kind: 'claimed', trade, claim },
    submitting,
    [submit(completions.declined)],
  ],
  [
    'the player has left meanwhile and nothing waits',
    { ...claiming, isOver: true },
    { kind: 'claimed', trade },
    idle,
    [],
  ],
  ['the bank refuses', claiming, { kind: 'claimed', trade, refusal: { key: 'halted' } }, idle, [close]],
  [
    'an answer for another trade is ignored',
    claiming,
    { kind: 'claimed', trade: other, claim },
    claiming,
    [],
  ],
  ['a second answer is ignored', delivering, { kind: 'claimed', trade, claim }, delivering, []],
]);

const accept = (terms: object) => [
  { kind: 'accept', terms },
  { kind: 'setTimer', trade, at: NOW + 20 },
];

table('the player offers and accepts:', [
  [
    'an offer is checked',
    depositing,
    { kind: 'offered', trade, goods: cat },
    pending,
    [{ kind: 'check', trade, offer: cat }],
  ],
  ['an empty offer is not', good, { kind: 'offered', trade, goods: nothing }, depositing, []],
  [
    'an offer that changes is checked again',
    good,
    { kind: 'offered', trade, goods },
    { kind: 'depositing', open: { ...open, offer: goods }, verdict: 'pending' },
    [{ kind: 'check', trade, offer: goods }],
  ],
  [
    'the bank would credit it',
    pending,
    { kind: 'checked', trade, offer: cat, isGood: true, reasons: [] },
    good,
    [],
  ],
  [
    "the bank wouldn't credit it",
    pending,
    { kind: 'checked', trade, offer: cat, isGood: false, reasons: [{ key: 'untradable' }] },
    { ...pending, verdict: 'bad' },
    [],
  ],
  [
    'a verdict on what is no longer offered is ignored',
    pending,
    { kind: 'checked', trade, offer: goods, isGood: true, reasons: [] },
    pending,
    [],
  ],
  [
    'accepted and good: the terms are saved, then accepted',
    good,
    { kind: 'accepted', trade },
    acceptedDeposit,
    accept(deposit),
  ],
  [
    'accepted before the verdict is in',
    pending,
    { kind: 'accepted', trade },
    { ...pending, open: { ...withCat, hasAccepted: true } },
    [],
  ],
  [
    'and then it is in',
    { ...pending, open: { ...withCat, hasAccepted: true } },
    { kind: 'checked', trade, offer: cat, isGood: true, reasons: [] },
    acceptedDeposit,
    accept(deposit),
  ],
  [
    'an offer that the bank would not credit is not accepted',
    { ...pending, verdict: 'bad' },
    { kind: 'accepted', trade },
    { kind: 'depositing', open: { ...withCat, hasAccepted: true }, verdict: 'bad' },
    [],
  ],
  ['a deposit is not accepted too late', good, { kind: 'accepted', trade }, good, [], LATE],
  ['a withdrawal is accepted', delivering, { kind: 'accepted', trade }, acceptedDelivery, accept(delivery)],
  ['a withdrawal is not accepted too late', delivering, { kind: 'accepted', trade }, delivering, [], LATE],
  [
    'a withdrawal into which the player has put something is not accepted',
    { ...delivering, open: withCat },
    { kind: 'accepted', trade },
    { ...delivering, open: { ...withCat, hasAccepted: true } },
    [],
  ],
  ['accepted while claiming: nothing', claiming, { kind: 'accepted', trade }, claiming, []],
]);

table('the trade completes:', [
  [
    'a deposit is submitted',
    acceptedDeposit,
    { kind: 'completed', trade, given: nothing, received: cat },
    submitting,
    [submit(completions.deposit)],
  ],
  [
    'a delivery is submitted',
    acceptedDelivery,
    { kind: 'completed', trade, given: goods, received: nothing },
    submitting,
    [submit(completions.delivered)],
  ],
  [
    'a partial delivery is submitted as partial',
    acceptedDelivery,
    { kind: 'completed', trade, given: half, received: nothing },
    submitting,
    [submit(completions.partial)],
  ],
  [
    'what was received during a delivery is submitted too',
    acceptedDelivery,
    { kind: 'completed', trade, given: goods, received: cat },
    submitting,
    [submit(completions.deposit, completions.delivered)],
  ],
  [
    'a late event of the game counts while resolving',
    resolvingDelivery,
    { kind: 'completed', trade, given: goods, received: nothing },
    submitting,
    [submit(completions.delivered)],
  ],
  [
    'what happened without the acceptance of the teller is submitted too',
    delivering,
    { kind: 'completed', trade, given: goods, received: nothing },
    submitting,
    [submit(completions.delivered)],
  ],
  [
    'a repeated event is ignored',
    submitting,
    { kind: 'completed', trade, given: goods, received: nothing },
    submitting,
    [],
  ],
]);

const event = (kind: string) => ({ kind, trade });
const tooLate = { kind: 'timedOut', trade, deadline: LATE };
const overClaiming = { ...claiming, isOver: true };
table('the trade ends otherwise:', [
  ['declined while claiming', claiming, event('declined'), overClaiming, []],
  ['left while claiming', claiming, event('left'), overClaiming, [close]],
  ['too slow while claiming', claiming, tooLate, overClaiming, [close], LATE],
  ['a deposit is declined', good, event('declined'), idle, []],
  ['a depositor leaves', good, event('left'), idle, [close]],
  ['a depositor is too slow', good, tooLate, idle, [close], LATE],
  [
    'a withdrawal is declined before the teller accepts',
    delivering,
    event('declined'),
    submitting,
    [submit(completions.declined)],
  ],
  [
    'a player leaves before the teller accepts',
    delivering,
    event('left'),
    submitting,
    [close, submit(completions.declined)],
  ],
  [
    'a withdrawal takes too long',
    delivering,
    tooLate,
    submitting,
    [close, submit(completions.declined)],
    LATE,
  ],
  [
    'the goods could not be put into the trade',
    delivering,
    event('notOffered'),
    submitting,
    [close, submit(completions.declined)],
  ],
  [
    'the deadline of another part of the trade',
    delivering,
    { kind: 'timedOut', trade, deadline: NOW + 89 },
    delivering,
    [],
  ],
  [
    'that was heard late: they were there, and the teller has accepted',
    acceptedDelivery,
    event('notOffered'),
    acceptedDelivery,
    [],
  ],
  ['the game declines an accepted deposit', acceptedDeposit, event('declined'), submitting, [submit()]],
  [
    'the game declines an accepted withdrawal',
    acceptedDelivery,
    event('declined'),
    submitting,
    [submit(completions.declined)],
  ],
  [
    'the acceptance failed for certain',
    acceptedDelivery,
    event('failed'),
    submitting,
    [close, submit(completions.declined)],
  ],
  ...[event('left'), event('unclear'), event('malformed'), tooLate, { kind: 'broken' }].map(
    (given): Row => [
      `an accepted withdrawal: ${given.kind}. The game is asked`,
      acceptedDelivery,
      given,
      resolvingDelivery,
      [{ kind: 'resolve', terms: delivery }],
      LATE,
    ],
  ),
]);

const resolved = (kind: string, given: object = nothing, received: object = nothing) => ({
  kind: 'resolved',
  trade,
  ending: { kind, given, received },
});
const broken = { kind: 'broken' };
table('something failed that should not have, or an event of the game can not be used:', [
  ['before the teller is there', starting, broken, starting, []],
  ['without a trade', idle, broken, idle, []],
  ['an event of a trade that is not served: it is closed', idle, event('malformed'), idle, [close]],
  ...[broken, event('malformed')].flatMap((given): Row[] => [
    [`${given.kind} while claiming`, claiming, given, overClaiming, [close]],
    [`${given.kind} during a deposit`, good, given, idle, [close]],
    [
      `${given.kind} during a withdrawal`,
      delivering,
      given,
      submitting,
      [close, submit(completions.declined)],
    ],
    [
      `${given.kind} while the game is asked`,
      resolvingDeposit,
      given,
      resolvingDeposit,
      [{ kind: 'resolve', terms: deposit }],
    ],
  ]),
  ['while something is submitted', submitting, broken, submitting, [submit()]],
]);

const leaving = { kind: 'leaving' };
const gone = { kind: 'gone' };
table('the teller leaves:', [
  ['without a trade', idle, leaving, gone, []],
  ['while claiming', claiming, leaving, overClaiming, [close]],
  ['once the trade is closed', overClaiming, leaving, overClaiming, []],
  ['during a deposit', good, leaving, idle, [close]],
  ['during a withdrawal', delivering, leaving, submitting, [close, submit(completions.declined)]],
  ...[starting, acceptedDelivery, resolvingDelivery, submitting].map(
    (state): Row => [`a ${state.kind} teller ends that first`, state, leaving, state, []],
  ),
  ['nobody is served any more', gone, { kind: 'opened', trade }, gone, [close]],
]);

table('the game uses the ids of its trades again:', [
  [
    'the bank hears of an id that it never heard before',
    { ...acceptedDeposit, terms: { ...deposit, trade: ownTrade } },
    { kind: 'completed', trade, given: nothing, received: cat },
    submitting,
    [
      submit({
        ...completions.deposit,
        body: { ...completions.deposit.body, tradeId: 'own-1' },
      }),
    ],
  ],
  ...[
    [claiming, overClaiming, [close]] as const,
    [good, idle, [close]] as const,
    [delivering, submitting, [close, submit(completions.declined)]] as const,
    [acceptedDelivery, resolvingDelivery, [{ kind: 'resolve', terms: delivery }]] as const,
  ].map(
    ([state, next, done]): Row => [
      `a ${state.kind} teller meets its trade's id with another player: the trade before is over`,
      state,
      { kind: 'opened', trade: { ...trade, robloxUserId: 157 } },
      next,
      [...done, { kind: 'close', trade: { ...trade, robloxUserId: 157 } }],
    ],
  ),
  ...['offered', 'accepted', 'completed', 'declined', 'left'].map(
    (kind): Row => [
      `${kind}: what happens in another player's trade under this id is ignored`,
      good,
      { kind, trade: { ...trade, robloxUserId: 157 }, goods: cat, given: nothing, received: cat },
      good,
      [],
    ],
  ),
  [
    'an answer for the trade before is ignored',
    { ...claiming, open: { ...open, trade: ownTrade } },
    { kind: 'claimed', trade: { ...trade, bankId: 'own-0' }, claim },
    { ...claiming, open: { ...open, trade: ownTrade } },
    [],
  ],
]);

const uncertain = [{ kind: 'submit', completions: [], isUncertain: true }];
table('after a restart, or where the end is not known:', [
  [
    'no trade was left open: earlier completions are submitted',
    starting,
    { kind: 'restarted' },
    { kind: 'submitting' },
    [submit()],
  ],
  [
    'a trade was about to be accepted: the game is asked',
    starting,
    { kind: 'restarted', terms: delivery },
    resolvingDelivery,
    [{ kind: 'resolve', terms: delivery }],
  ],
  [
    'a deposit was completed',
    resolvingDeposit,
    resolved('completed', nothing, cat),
    submitting,
    [submit(completions.deposit)],
  ],
  [
    'a withdrawal was completed',
    resolvingDelivery,
    resolved('completed', goods),
    submitting,
    [submit(completions.delivered)],
  ],
  ['a deposit was declined', resolvingDeposit, resolved('declined'), submitting, [submit()]],
  [
    'a withdrawal was declined',
    resolvingDelivery,
    resolved('declined'),
    submitting,
    [submit(completions.declined)],
  ],
  [
    'an uncertain withdrawal is not submitted, least of all as declined',
    resolvingDelivery,
    resolved('unknown'),
    submitting,
    uncertain,
  ],
  ['an uncertain deposit is not submitted', resolvingDeposit, resolved('unknown'), submitting, uncertain],
  ['the bank had nothing to answer', submitting, { kind: 'submitted', results: [] }, idle, []],
  [
    'the bank has answered, and hears at once what the teller holds now',
    submitting,
    { kind: 'submitted', results: [{ completion: completions.declined, answer: { status: 'reserved' } }] },
    idle,
    [{ kind: 'report' }],
  ],
]);

test('the operator is alerted of an uncertain trade, and of goods that left without a claim', async () => {
  const alerts = async (state: object, event: object) =>
    (await step(state, event)).effects.filter(({ kind }) => kind === 'alert');
  expect(await alerts(resolvingDelivery, resolved('unknown'))).toEqual([
    expect.objectContaining({ text: "How trade T-1 with 156 ended isn't known: withdrawal w-2." }),
  ]);
  expect(await alerts(good, { kind: 'completed', trade, given: cat, received: nothing })).toEqual([
    expect.objectContaining({ text: 'Trade T-1 gave away 1 × golden Huge Cat without a claim.' }),
  ]);
});
