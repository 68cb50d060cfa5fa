import { verifyStartAnswer } from '../../src/bank/verify.ts';
import { withdrawCheckAnswer } from '../../src/bank/withdraw-check.ts';
import type { TestBank } from './bank.ts';
import { READER, TELLER, type TestKey, WEB } from './keys.ts';
import { CAT, MEMBER, PERSON } from './scenes.ts';
import { read } from './send.ts';

/** One request of a story, with its answer. */
export interface Scene {
  readonly method: string;
  /** The path of the contract, with its parameters in braces. */
  readonly path: string;
  readonly status: number;
  readonly body: unknown;
}

/**
 * A member's whole story over HTTP: builderman (156) verifies, hands over two cats and 1000 gems, reads, asks
 * for one cat and 400 gems, and gets them; the teller reports. Returns each request with its
 * answer, in order.
 */
export async function playStory(
  bank: TestBank,
  writeBio: (text: string) => Promise<void>,
): Promise<readonly Scene[]> {
  const scenes: Scene[] = [];
  async function play(key: TestKey | null, method: string, target: string, body?: unknown): Promise<Scene> {
    const answer = key === null ? await readOpenly(bank, target) : await bank.ask(key, method, target, body);
    const path = target.replace(/\?.*/, '').replace(/^(\/user\/)[^/]+/, '$1{id}');
    const scene = { method, path, status: answer.status, body: answer.body };
    scenes.push(scene);
    return scene;
  }

  await writeBio('I like trains');
  const start = await play(WEB, 'POST', '/verify/start', PERSON);
  await writeBio(`I like trains. ${read(verifyStartAnswer, start).code}`);
  await play(WEB, 'POST', '/verify/confirm', PERSON);
  const cats = { robloxUserId: MEMBER, pets: [{ ...CAT, quantity: 2 }], gems: 1000 };
  await play(TELLER, 'POST', '/deposit/check', cats);
  await play(TELLER, 'POST', '/deposit/complete', { tradeId: 'T-42', ...cats });
  await play(READER, 'GET', `/user/discord:${PERSON.discordUserId}/inventory`);
  const wish = { requestId: 'R-7', robloxUserId: MEMBER, discordUserId: PERSON.discordUserId };
  await play(WEB, 'POST', '/withdraw/request', { ...wish, pets: [CAT], gems: 400 });
  const check = await play(TELLER, 'POST', '/withdraw/check', { robloxUserId: MEMBER, claim: true });
  const claimed = read(withdrawCheckAnswer, check).claimed;
  await play(TELLER, 'POST', '/withdraw/complete', {
    withdrawalId: claimed?.withdrawalId,
    claimToken: claimed?.claimToken,
    tradeId: 'T-43',
    outcome: 'delivered',
  });
  await play(READER, 'GET', `/user/${MEMBER}/inventory`);
  await play(READER, 'GET', `/user/${MEMBER}/transactions?limit=3`);
  await play(READER, 'GET', `/user/${MEMBER}/transactions?limit=3&cursor=3`);
  await play(TELLER, 'POST', '/teller/report', { pets: [CAT], gems: 600, seq: 4 });
  await play(null, 'GET', '/proof');
  await play(null, 'GET', '/items/all');
  await play(null, 'GET', '/health');
  return scenes;
}

async function readOpenly(bank: TestBank, target: string): Promise<{ status: number; body: unknown }> {
  const response = await bank.askOpenly(target);
  return { status: response.status, body: await response.json() };
}

/** The body of the scene at that place among those of the path. */
export function bodyOf(scenes: readonly Scene[], path: string, at = 0): unknown {
  const scene = scenes.filter((scene) => scene.path === path)[at];
  if (scene?.status !== 200) throw new Error(`${path} answered ${Bun.inspect(scene)}`);
  return scene.body;
}
