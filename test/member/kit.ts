import { z } from 'zod';
import { verifyStartAnswer } from '../../src/bank/verify.ts';
import type { TestBank } from '../support/bank.ts';
import { WEB } from '../support/keys.ts';
import { MEMBER, putProfile } from '../support/scenes.ts';
import { read, readJson } from '../support/send.ts';
import { until } from '../support/until.ts';

const member = z.object({ id: z.string() });

/** Sends what a page of this bank sends, unless other headers are given. */
export const post = (bank: TestBank, path: string, body: unknown, headers: Record<string, string> = {}) =>
  bank.askOpenly(path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', origin: bank.url, ...headers },
  });

/** A pretend member of the playground with this name, who is linked to a Roblox account of that name. */
export async function joinMember(bank: TestBank, name = 'Mia', robloxUserId = MEMBER): Promise<string> {
  const joined = await readJson(await post(bank, '/playground/members', { name, isStaff: false }));
  const discordUserId = member.parse(joined).id;
  await linkTo(bank, { discordUserId, name, robloxUserId });
  return discordUserId;
}

interface Linked {
  readonly discordUserId: string;
  readonly name: string;
  readonly robloxUserId: number;
}

/** Shows by the words in the profile that it is theirs. */
export async function linkTo(bank: TestBank, { discordUserId, name, robloxUserId }: Linked): Promise<void> {
  await putProfile(bank, { id: robloxUserId }, name);
  const person = { discordUserId, robloxUsername: name };
  const started = await bank.ask(WEB, 'POST', '/verify/start', person);
  await putProfile(bank, { description: read(verifyStartAnswer, started).code }, name);
  await bank.ask(WEB, 'POST', '/verify/confirm', person);
}

/** Sends a command as this member, and returns all of its reply as text. */
export async function runCommand(
  bank: TestBank,
  memberId: string,
  path: string,
  options: Record<string, string> = {},
): Promise<string> {
  const messageId = crypto.randomUUID();
  const command = { memberId, messageId, channel: 'bank', path: path.split(' '), options };
  await post(bank, '/playground/commands', command);
  let reply = '';
  await until(async () => {
    reply =
      (await readMessages(bank)).find((text) => text.includes(messageId) && !text.includes('"reply":null')) ??
      '';
    return reply !== '';
  }, `the reply to /${path}`);
  return reply;
}

const hello = z.object({ messages: z.array(z.unknown()) });

/** All messages of the chat, each as JSON, as the page gets them first. */
async function readMessages(bank: TestBank): Promise<string[]> {
  const events = await bank.askOpenly('/playground/events');
  const reader = events.body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  while (!text.includes('\n\n')) text += decoder.decode((await reader?.read())?.value, { stream: true });
  await reader?.cancel();
  const data = /^data: (.*)$/m.exec(text)?.[1] ?? '{}';
  return hello.parse(JSON.parse(data)).messages.map((message) => JSON.stringify(message));
}

/** The address that `/mypage` gives. */
export async function askForPage(bank: TestBank, memberId: string): Promise<string> {
  return /http[^"]*\/me#[\w-]+/.exec(await runCommand(bank, memberId, 'mypage'))?.[0] ?? '';
}

export const tokenOf = (url: string): string => url.split('#')[1] ?? '';

/** Opens a page with this token, and returns its cookie as a browser sends it; '' where it opens none. */
export async function openWith(bank: TestBank, token: string): Promise<string> {
  const answer = await post(bank, '/me/open', { token });
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}
