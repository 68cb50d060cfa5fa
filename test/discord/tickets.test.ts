import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { startDiscordDouble } from '../doubles/discord/discord.ts';
import type { Message, User } from '../doubles/discord/world.ts';
import { MINUTE, makeBankFile, startBank } from '../support/bank.ts';
import { STAFF, TELLER, WEB } from '../support/keys.ts';
import { CAT, putProfile } from '../support/scenes.ts';
import { until } from '../support/until.ts';
import { titleOf } from './titles.ts';

setDefaultTimeout(120_000);
const MANAGE_GUILD = 1n << 5n;
const ROLE = '123456789012345678';

const discord = startDiscordDouble();
const channel = discord.addChannel('tickets');
const environment = {
  DISCORD_TOKEN: discord.token,
  DISCORD_API_URL: discord.url,
  DISCORD_GUILD_ID: discord.guild.id,
  DISCORD_OPERATOR_CHANNEL_ID: discord.addChannel('alerts').id,
  DISCORD_TICKET_CHANNEL_ID: channel.id,
  DISCORD_PING_ROLE_ID: ROLE,
};
const given = makeBankFile();
let bank: Awaited<ReturnType<typeof startBank>>;
let ann: User;
let sam: User;

async function addMember(robloxUserId: number): Promise<User> {
  const username = `person${robloxUserId}`;
  const user = discord.addUser({ username });
  await putProfile(bank, { id: robloxUserId }, username);
  const person = { discordUserId: user.id, robloxUsername: username };
  const { body } = await bank.ask(WEB, 'POST', '/verify/start', person);
  const description = String(Object(body).code);
  await putProfile(bank, { description }, username);
  await bank.ask(WEB, 'POST', '/verify/confirm', person);
  return user;
}

beforeAll(async () => {
  bank = await startBank(environment, given);
  ann = await addMember(1);
  sam = await addMember(2);
  discord.permit(sam, MANAGE_GUILD);
  // Sam is a teller by hand, who holds what Ann brought.
  const options = { member: 'person1', pets: '5 x Huge Cat, golden' };
  await discord.until(() => (discord.commandWrites.length > 0 ? true : undefined), 'the commands');
  const { message } = await discord.slash(sam, { name: 'teller', subcommand: 'take', options });
  await press(message, 'The trade went through: record it', 'seen in the game');
});
afterAll(async () => {
  await bank.end();
  await discord.close();
  // A message that a test deletes behind the bot's back is the only thing that it may not know.
  expect(discord.faults().filter(({ message }) => message !== 'Unknown Message')).toEqual([]);
});

const inTickets = (): readonly Readonly<Message>[] =>
  discord.messages.filter((message) => message.channel === channel);
const labelsOf = (message: Readonly<Message>): unknown[] =>
  message.rows.flatMap((row) => row.components.map((component) => Object(component).label));
const idOf = (message: Readonly<Message>, label: string): string =>
  String(
    message.rows.flatMap(({ components }) => components).find((each) => Object(each).label === label)
      ?.custom_id,
  );
const newest = (): Readonly<Message> | undefined => inTickets().at(-1);

async function press(message: Readonly<Message> | null | undefined, label: string, reason = '') {
  if (!message) throw new Error('nothing to press');
  const answer = await discord.press(sam, message, idOf(message, label));
  return answer.modal ? discord.submitModal(answer, { reason }) : answer;
}

async function request(requestId: string): Promise<string> {
  const wanted = { requestId, robloxUserId: 1, pets: [CAT], discordUserId: ann.id };
  const { body } = await bank.ask(WEB, 'POST', '/withdraw/request', wanted);
  return String(Object(body).withdrawalId);
}

const shows = (words: string): Promise<void> => until(() => titleOf(newest()) === words, words);
test('a withdrawal that no script can hand over becomes a ticket, which pings the role alone', async () => {
  const id = await request('first');
  await shows(`${id}: person1 wants a withdrawal`);
  const ticket = newest();
  expect(ticket?.content).toBe(`<@&${ROLE}>`);
  expect(ticket && labelsOf(ticket)).toEqual(['Claim it']);
  const picture = ticket?.files.map(({ id: file }) => file);
  expect(picture).toHaveLength(1);
  await bank.ask(WEB, 'POST', '/withdraw/cancel', { withdrawalId: id });
  await shows(`${id} of person1: cancelled`);
  expect(newest()?.rows).toEqual([]);
  expect(newest()?.files.map(({ id: file }) => file)).toEqual(picture);
});

test('staff claim it, and hand it over, also with buttons of before a restart', async () => {
  await bank.ask(STAFF, 'POST', '/admin/tellers', { tellerId: 'staff-2', robloxUserId: 2 });
  const id = await request('second');
  await shows(`${id}: person1 wants a withdrawal`);
  await bank.stop();
  bank = await startBank(environment, given, bank.world.at);
  await discord.until(() => (discord.gateway.connected().length === 1 ? true : undefined), 'the bot');
  await press(newest(), 'Claim it');
  await shows(`Hand ${id} to person1`);
  const told = () =>
    discord.messages.filter(({ channel: { id: to } }) => to === discord.directMessages(ann).id);
  const isToMeet = ({ embeds }: Message) => embeds[0]?.fields?.some(({ name }) => name === 'Who to meet');
  await until(() => told().some(isToMeet), 'a message that says whom to meet');
  const before = inTickets().length;
  await bank.stop();
  bank = await startBank(environment, given, bank.world.at);
  await discord.until(() => (discord.gateway.connected().length === 1 ? true : undefined), 'the bot');
  await press(newest(), 'Delivered', 'handed over in the game');
  await until(() => titleOf(newest()) === `${id} of person1: delivered`, 'the end');
  expect(inTickets()).toHaveLength(before);
});

test('one that staff have claimed goes on moving, and so do those beside it', async () => {
  const id = await request('moving');
  await shows(`${id}: person1 wants a withdrawal`);
  const claimed = newest();
  await press(claimed, 'Claim it');
  const other = await request('beside-moving');
  await shows(`${other}: person1 wants a withdrawal`);
  await until(() => claimed?.files.length === 1, 'its picture');
  await press(claimed, 'Nothing changed hands', 'they did not come');
  await until(() => titleOf(claimed) === `${id}: person1 wants a withdrawal`, 'that it waits again');
  for (const each of [id, other]) await bank.ask(WEB, 'POST', '/withdraw/cancel', { withdrawalId: each });
  await until(() => titleOf(claimed) === `${id} of person1: cancelled`, 'the end');
  await shows(`${other} of person1: cancelled`);
});

test('nobody but staff claims, and what nobody takes is told again, once', async () => {
  const id = await request('third');
  await shows(`${id}: person1 wants a withdrawal`);
  const ticket = newest();
  if (!ticket) throw new Error('no ticket');
  const refused = await discord.press(ann, ticket, idOf(ticket, 'Claim it'));
  expect(titleOf(refused.message)).toBe('For staff only');
  bank.world.at += 5 * MINUTE;
  await shows(`Nobody has taken ${id} yet`);
  const count = inTickets().length;
  expect(newest()?.content).toBe(`<@&${ROLE}>`);
  await bank.ask(WEB, 'POST', '/withdraw/cancel', { withdrawalId: id });
  await until(() => titleOf(ticket) === `${id} of person1: cancelled`, 'the end');
  expect(inTickets()).toHaveLength(count);
});

test("a member's own message shows what happens to them, long before its next turn", async () => {
  const { message } = await discord.slash(ann, { name: 'deposit' });
  const trade = { tradeId: 'seen-at-once', robloxUserId: 1, gems: 7 };
  expect((await bank.ask(TELLER, 'POST', '/deposit/complete', trade)).status).toBe(200);
  await until(() => titleOf(message) === 'Your deposit has arrived', 'the deposit');
});

test('a ticket whose message somebody deleted holds up no other', async () => {
  const [first, second] = [await request('deleted'), await request('beside')];
  await shows(`${second}: person1 wants a withdrawal`);
  const gone = inTickets().find((message) => titleOf(message) === `${first}: person1 wants a withdrawal`);
  const headers = { authorization: `Bot ${discord.token}` };
  await fetch(`${discord.url}/v10/channels/${channel.id}/messages/${gone?.id}`, {
    method: 'DELETE',
    headers,
  });
  discord.forgetNonces();
  const claimed = inTickets().find((message) => titleOf(message) === `${second}: person1 wants a withdrawal`);
  for (const id of [first, second]) await bank.ask(WEB, 'POST', '/withdraw/cancel', { withdrawalId: id });
  await until(() => titleOf(claimed) === `${second} of person1: cancelled`, 'the other ticket');
});

test('what a script in the game has all of is no ticket', async () => {
  const { seq } = Object(
    (await bank.ask(TELLER, 'POST', '/deposit/complete', { tradeId: 'b', robloxUserId: 1, gems: 5 })).body,
  );
  await bank.ask(TELLER, 'POST', '/teller/report', { gems: 5, seq });
  const wanted = { requestId: 'fourth', robloxUserId: 1, gems: 5, discordUserId: ann.id };
  expect((await bank.ask(WEB, 'POST', '/withdraw/request', wanted)).status).toBe(200);
  const count = inTickets().length;
  const id = await request('fifth');
  await shows(`${id}: person1 wants a withdrawal`);
  expect(inTickets()).toHaveLength(count + 1);
});

test('a call for a teller comes to where tickets are, and says who waits', async () => {
  bank.world.at += 11 * MINUTE;
  // By then a ticket waits for long, which staff are told in the same channel, before or after.
  const find = (words: string) => inTickets().find((message) => titleOf(message) === words);
  const { message } = await discord.slash(ann, { name: 'deposit' });
  if (!message) throw new Error('no answer');
  await discord.press(ann, message, idOf(message, 'Call a teller'));
  const [waiting, coming] = ['Somebody is waiting for a teller', 'A teller is on the way to person1'];
  await until(() => find(waiting) !== undefined, waiting);
  const call = find(waiting);
  expect(call?.content).toBe(`<@&${ROLE}>`);
  const [account] = call?.embeds[0]?.fields ?? [];
  expect(account?.value).toContain('person1');
  expect(account?.value).toContain(`<@${ann.id}>`);
  await press(call, 'I am coming');
  await until(() => find(coming) !== undefined, coming);
});
