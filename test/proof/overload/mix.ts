import { withdrawCheckAnswer } from '../../../src/bank/withdraw-check.ts';
import { withdrawRequestAnswer } from '../../../src/bank/withdraw-request.ts';
import { OTHER_TELLER, READER, STRANGER, TELLER, WEB } from '../../support/keys.ts';
import { CAT } from '../../support/scenes.ts';
import { type Ask, write } from '../races/ask.ts';
import { openWire, type Wire, type WireAnswer } from '../races/wire.ts';

/** One client that does now this, now that, for a member of its own. */
export interface Player {
  readonly robloxUserId: number;
  readonly send: (ask: Ask) => Promise<WireAnswer>;
  readonly sendAsIs: (request: string) => Promise<WireAnswer>;
  /** A number in [0, 1): what it does next. */
  readonly random: () => number;
  readonly close: () => void;
  /** The trades that were answered 200, of all clients. */
  readonly credited: Set<string>;
  made: number;
  lastTrade: { readonly tradeId: string };
  withdrawalId: string;
  claim: { readonly withdrawalId: string; readonly claimToken: string } | null;
}

export async function openPlayer(
  url: string,
  own: Pick<Player, 'robloxUserId' | 'credited'>,
  random: () => number,
): Promise<Player> {
  const wire: Wire = await openWire(url);
  return {
    ...own,
    random,
    send: (ask) => wire.send(write(ask, Date.now())),
    sendAsIs: wire.send,
    close: wire.close,
    made: 0,
    lastTrade: tradeOf(own.robloxUserId, 0),
    withdrawalId: 'w-0',
    claim: null,
  };
}

type Move = (player: Player) => Promise<WireAnswer>;

/** What a client does, each as often as it is listed here. */
const MOVES: readonly Move[] = [
  deposit,
  deposit,
  deposit,
  depositAgain,
  request,
  request,
  cancel,
  claim,
  claim,
  complete,
  complete,
  report,
  readInventory,
  readHistory,
  sendNonsense,
];

/** Does one thing, and returns its kind and the answer's status. */
export async function play(player: Player): Promise<{ name: string; status: number }> {
  const move = MOVES[Math.floor(player.random() * MOVES.length)] ?? deposit;
  player.made += 1;
  const { status } = await move(player);
  return { name: move.name, status };
}

/** The first thing that a client does, so that it has something to ask for. */
export async function begin(player: Player): Promise<{ name: string; status: number }> {
  const { status } = await deposit(player);
  return { name: deposit.name, status };
}

const tradeOf = (robloxUserId: number, made: number) => ({
  tradeId: `S-${robloxUserId}-${made}`,
  robloxUserId,
  pets: [CAT],
  gems: 3,
});

function deposit(player: Player): Promise<WireAnswer> {
  player.lastTrade = tradeOf(player.robloxUserId, player.made);
  return depositAgain(player);
}

async function depositAgain({ send, lastTrade, credited }: Player): Promise<WireAnswer> {
  const answer = await send({ key: TELLER, target: '/deposit/complete', body: lastTrade });
  if (answer.status === 200) credited.add(lastTrade.tradeId);
  return answer;
}

async function request(player: Player): Promise<WireAnswer> {
  const { robloxUserId, made } = player;
  const body = { requestId: `S-${robloxUserId}-${made}`, robloxUserId, pets: [CAT], gems: 1 };
  const answer = await player.send({ key: WEB, target: '/withdraw/request', body });
  if (answer.status === 200) {
    player.withdrawalId = withdrawRequestAnswer.parse(JSON.parse(answer.text)).withdrawalId;
  }
  return answer;
}

function cancel({ send, withdrawalId }: Player): Promise<WireAnswer> {
  return send({ key: WEB, target: '/withdraw/cancel', body: { withdrawalId } });
}

async function claim(player: Player): Promise<WireAnswer> {
  const body = { robloxUserId: player.robloxUserId, claim: true };
  const answer = await player.send({ key: TELLER, target: '/withdraw/check', body });
  if (answer.status === 200) player.claim = withdrawCheckAnswer.parse(JSON.parse(answer.text)).claimed;
  return answer;
}

/**
 * Reports the last claim as delivered, declined or delivered in part: the first time it is, and again it is
 * refused.
 */
function complete({ send, claim: claimed, robloxUserId, made }: Player): Promise<WireAnswer> {
  const { withdrawalId, claimToken } = claimed ?? { withdrawalId: 'w-0', claimToken: 'c-0' };
  const outcomes = [
    { outcome: 'delivered' },
    { outcome: 'declined' },
    { outcome: 'partial', delivered: { gems: 1 } },
  ];
  const body = {
    withdrawalId,
    claimToken,
    tradeId: `C-${robloxUserId}-${made}`,
    ...outcomes[made % outcomes.length],
  };
  return send({ key: TELLER, target: '/withdraw/complete', body });
}

/** A teller without a stock says so: that settles and pauses nothing. */
function report({ send }: Player): Promise<WireAnswer> {
  return send({ key: OTHER_TELLER, target: '/teller/report', body: { pets: [], gems: 0 } });
}

function readInventory({ send, robloxUserId }: Player): Promise<WireAnswer> {
  return send({ key: READER, target: `/user/${robloxUserId}/inventory` });
}

function readHistory({ send, robloxUserId }: Player): Promise<WireAnswer> {
  return send({ key: READER, target: `/user/${robloxUserId}/transactions?limit=20` });
}

/** What no honest client sends, of several kinds. */
function sendNonsense({ send, sendAsIs, made, robloxUserId }: Player): Promise<WireAnswer> {
  const check = { key: TELLER, target: '/deposit/check', body: { robloxUserId, gems: 1 } };
  switch (made % 4) {
    case 0:
      return send({ ...check, key: STRANGER });
    case 1:
      return send({ ...check, body: { robloxUserId: -1, gems: 1.5, more: 'x'.repeat(1000) } });
    case 2:
      return send({ ...check, key: READER });
    default:
      return sendAsIs(write(check, Date.now()).replace('/deposit/check', `/deposit/${made}`));
  }
}
