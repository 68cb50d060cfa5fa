import { parseAssetKey } from '../../../src/bank/engine/pets.ts';
import { Refusal } from '../../../src/bank/engine/refusal.ts';
import { reportTeller } from '../../../src/bank/report.ts';
import { resolveCase } from '../../../src/bank/resolve-case.ts';
import { Broken, hold } from '../model/broken.ts';
import { checkLearnt, countPets, readHeldIds } from './check.ts';
import { changeList } from './lists.ts';
import type { Move } from './moves.ts';
import { namesInAccount, pickOf } from './names.ts';
import {
  adoptList,
  type Content,
  readAliases,
  readBalances,
  startProcess,
  TELLERS,
  type World,
} from './world.ts';

/** Any request of before, its pets under any of their names, hears the same. With more, it is refused. */
export const retry: Move = async (world, process, dice) => {
  // Those that can be sent otherwise than they were say most.
  const named = world.sent.filter(({ names }) => names.some((each) => each.length > 1));
  const sent = pickOf(dice.onceIn(3) ? world.sent : named, dice);
  if (!sent) return 'nothing to retry';
  const aliases = await readAliases(world);
  const isOther = dice.onceIn(4);
  const pets = sent.content.pets.map((line, index) => {
    const names = sent.names[index] ?? [];
    // What was delivered is not in the log by itself, so its later names aren't known.
    const later = sent.what === 'complete' ? [] : aliases.since(sent.resolved[index] ?? line.id, sent.seq);
    return {
      ...line,
      id: pickOf([...names, ...later], dice) ?? line.id,
      quantity: line.quantity + Number(isOther),
    };
  });
  const content: Content = { pets, gems: 0 };
  const outcome = await sent.again(process, content).catch((error: unknown) => error);
  const what = () =>
    `${sent.what} of ${Bun.inspect([sent.content.pets, 'again as', pets])}: ${Bun.inspect(outcome)}`;
  if (isOther) {
    hold(outcome instanceof Refusal && outcome.code === 'request_reused', 'other content', what);
    return `another ${sent.what} under the same id`;
  }
  hold(Bun.deepEquals(outcome, { ...sent.answer, replayed: true }), 'retry', what);
  return `${sent.what} again`;
};

/** A teller reports just what it holds, each under one of its names: nothing is amiss. */
export const report: Move = async (world, { book, catalogue }, dice) => {
  const tellerId = dice.pick(TELLERS);
  const aliases = await readAliases(world);
  const stock = await readBalances(world, `teller:${tellerId}`);
  const held = new Map(stock.map(([, asset, amount]) => [asset, Number(-amount)]));
  const heldIds = (variant: string): Set<string> =>
    new Set(
      [...held.keys()]
        .map(parseAssetKey)
        .flatMap((pet) => (pet !== 'gems' && pet.variant === variant ? [pet.id] : [])),
    );
  const pets = [...held].flatMap(([asset, quantity]) => {
    const pet = parseAssetKey(asset);
    if (pet === 'gems') return [];
    const ids = heldIds(pet.variant);
    const same = aliases.mayBe(pet.id).filter((id) => ids.has(id));
    // What may be one pet has one name in the game: all of it is reported under that.
    const names = same.length > 1 ? same.slice(0, 1) : namesInAccount(pet.id, ids, { aliases, catalogue });
    return [{ ...pet, id: pickOf(names, dice) ?? pet.id, quantity }];
  });
  for (const _twice of [1, 2]) {
    const { seq } = await world.driver.head();
    const told = await book.perform(reportTeller, { pets, gems: 0, seq }, { by: tellerId });
    const isTrue = told.drift.length === 0 && told.paused.length === 0;
    hold(isTrue, 'true report', () => `${Bun.inspect(pets)}: ${Bun.inspect(told)}`);
  }
  return `${tellerId} reports`;
};

export const resolve: Move = async (world, { book }, dice) => {
  const open = await world.driver.cases({ isOpen: true, limit: 100 });
  const chosen = pickOf(
    open.filter(({ kind }) => kind === 'quarantine' || kind === 'same_pet'),
    dice,
  );
  if (!chosen) return 'no case';
  const ends =
    chosen.kind === 'quarantine' ? (['credit', 'return'] as const) : (['same', 'different'] as const);
  const resolution = dice.pick(ends);
  try {
    await book.perform(
      resolveCase,
      { caseId: chosen.id, resolution, reason: 'seen in the game' },
      { by: 'staff' },
    );
  } catch (error) {
    // The teller may need it for a claim.
    if (resolution === 'return' && error instanceof Refusal) return 'nothing can be returned';
    throw new Broken('resolved', `${chosen.id}: ${resolution}: ${String(error)}`);
  }
  if (resolution === 'return') {
    world.owed -= BigInt(chosen.goods.pets.reduce((sum, { quantity }) => sum + quantity, 0));
  }
  return `${chosen.id}: ${resolution}`;
};

export const list: Move = async (world, _process, dice) => {
  return changeList(world.list, [...(await readHeldIds(world))], dice);
};

/** A process takes the list of today into use. */
export const adopt: Move = async (world, process) => {
  await expectRenamesOnly(world, () => adoptList(process, world.list));
  await checkLearnt(world, process);
  return 'the list comes into use';
};

/** A process is killed while it takes a list into use; another one starts in its place. */
export const crash: Move = async (world, process, dice) => {
  const next = startProcess(world.driver, process.catalogue);
  await expectRenamesOnly(world, async () => {
    const dying = startProcess(world.driver, process.catalogue, dice.below(5));
    await adoptList(dying, world.list).catch(() => undefined);
    await adoptList(next, world.list);
  });
  world.processes.splice(world.processes.indexOf(process), 1, next);
  await checkLearnt(world, next);
  return 'killed while it took the list into use';
};

/** No list moves a pet from one holder to another, or makes one pet of two that are both held. */
async function expectRenamesOnly(world: World, run: () => Promise<void>): Promise<void> {
  const [counts, held, known] = [await countPets(world), await readHeldIds(world), await readDecided(world)];
  await run();
  hold((await countPets(world)) === counts, 'nothing lost', () => `${counts} became other than that`);
  for (const [id, { oldId, newId }] of await readDecided(world)) {
    const isEvident = known.has(id) || !held.has(newId) || oldId.normalize('NFC') === newId;
    hold(isEvident, 'asked first', () => `${oldId} became ${newId}, which others hold`);
  }
}

const readDecided = async ({ driver }: World) =>
  new Map(
    (await driver.aliases()).filter(({ status }) => status === 'done').map((alias) => [alias.id, alias]),
  );
