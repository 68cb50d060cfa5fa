import { afterAll, beforeEach, describe, expect, test } from 'bun:test';
import { REST } from 'discord.js';
import { startDiscordDouble } from './discord.ts';
import { COMMANDS_TABLE, command, optional } from './limits/rows/commands.ts';
import { CHOICES, MODALS } from './limits/rows/forms.ts';
import { embed, MESSAGES, text } from './limits/rows/messages.ts';
import { many, type Row, x } from './limits/rows/row.ts';

const discord = startDiscordDouble();
const ann = discord.addUser({ username: 'ann' });

afterAll(() => discord.close());

const before = { refused: 0 };
beforeEach(() => {
  before.refused = discord.refused.length;
});

const CHANNEL = `/channels/${discord.channel.id}/messages`;
const COMMANDS = `/applications/${discord.bot.id}/commands`;

async function send(path: string, body: unknown, method = 'POST') {
  const headers = { authorization: `Bot ${discord.token}`, 'content-type': 'application/json' };
  const answer = await fetch(`${discord.url}/v10${path}`, { method, headers, body: JSON.stringify(body) });
  return { status: answer.status, body: answer.status === 204 ? null : await answer.json() };
}

/**
 * What just fits is taken, what is over it refused, in Discord's form, with the place; and kept for the test.
 */
async function holds({ fits, over, at }: Row, post: (body: unknown) => ReturnType<typeof send>) {
  expect((await post(fits)).status).toBeLessThan(300);
  expect(discord.refused).toHaveLength(before.refused);
  const { status, body } = await post(over);
  expect({ status, body }).toMatchObject({
    status: 400,
    body: { code: 50035, message: 'Invalid Form Body' },
  });
  const problems = discord.faults().at(-1)?.problems ?? [];
  expect(problems.map((problem) => problem.split(':')[0])).toContain(at);
}

const callback = ({ id, token }: { id: string; token: string }, type: number, data: unknown) =>
  send(`/interactions/${id}/${token}/callback`, { type, data });

describe('messages', () => {
  test.each(MESSAGES)('$what', (limited) => holds(limited, (body) => send(CHANNEL, body)));

  test.each(MESSAGES.filter(({ at }) => at !== 'flags'))(
    'in an answer to a command: $what',
    async (limited) => {
      await send(COMMANDS, [command({ name: 'x' })], 'PUT');
      await holds(limited, (body) => callback(discord.slash(ann, { name: 'x' }).interaction, 4, body));
    },
  );

  test('a message with nothing in it', async () => {
    for (const body of [{}, text(''), text(' \n'), { embeds: [] }]) {
      expect(await send(CHANNEL, body)).toMatchObject({ status: 400, body: { code: 50006 } });
    }
  });

  test('ten files fit, eleven do not, nor odd names, nor a file that is too large', async () => {
    const rest = new REST({ api: discord.url }).setToken(discord.token);
    const post = (names: string[], bytes = 1) =>
      rest.post(`/channels/${discord.channel.id}/messages`, {
        body: {},
        files: names.map((name) => ({ name, data: Buffer.alloc(bytes) })),
      });
    await post(many(10, (i) => `f${i}.txt`));
    expect(discord.messages.at(-1)?.files).toHaveLength(10);
    expect(discord.refused).toHaveLength(before.refused);
    expect(await post(many(11, (i) => `f${i}.txt`)).catch(String)).toContain('Must be 10 or fewer');
    expect(await post(['a b.txt']).catch(String)).toContain('Invalid file name');
    await post(['full.txt'], 10 * 1024 * 1024);
    expect(await post(['over.txt'], 10 * 1024 * 1024 + 1).catch(String)).toContain(
      'Request entity too large',
    );
  });
});

describe('commands', () => {
  test.each(COMMANDS_TABLE)('$what', (limited) => holds(limited, (body) => send(COMMANDS, body)));

  test('a hundred commands fit, one more does not, nor two of one name', async () => {
    const all = (count: number) => many(count, (i) => command({ name: `n${i}` }));
    expect((await send(COMMANDS, all(100), 'PUT')).status).toBe(200);
    expect((await send(COMMANDS, all(101), 'PUT')).status).toBe(400);
    expect((await send(COMMANDS, [command(), command()], 'PUT')).status).toBe(400);
    expect(discord.commands()).toHaveLength(100);
  });
});

describe('forms and choices', () => {
  const completed = command({ name: 'x', options: [{ ...optional(1), autocomplete: true }] });

  test.each(MODALS)('a form: $what', async (limited) => {
    await send(COMMANDS, [completed], 'PUT');
    await holds(limited, (body) => callback(discord.slash(ann, { name: 'x' }).interaction, 9, body));
  });

  test.each(CHOICES)('$what', async (limited) => {
    await send(COMMANDS, [completed], 'PUT');
    const typing = () => discord.autocomplete(ann, { name: 'x', focused: 'o1', typed: '' }).interaction;
    await holds(limited, (body) => callback(typing(), 8, body));
  });

  test('each kind of interaction takes only what fits it', async () => {
    await send(COMMANDS, [completed], 'PUT');
    const command = () => discord.slash(ann, { name: 'x' }).interaction;
    const typing = () => discord.autocomplete(ann, { name: 'x', focused: 'o1', typed: '' }).interaction;
    for (const type of [6, 7, 8, 10]) expect((await callback(command(), type, text('x'))).status).toBe(400);
    for (const type of [4, 5, 9]) expect((await callback(typing(), type, text('x'))).status).toBe(400);
    expect((await callback(command(), 1, undefined)).status).toBe(204);
  });

  test('a strange token and a strange id are unknown', async () => {
    expect(await callback({ id: '1', token: 'x' }, 4, text('x'))).toMatchObject({
      status: 404,
      body: { code: 10062 },
    });
    const path = `/webhooks/${discord.bot.id}/x`;
    expect(await send(path, text('x'))).toMatchObject({ status: 404, body: { code: 10015 } });
    expect(await send('/nowhere', {})).toMatchObject({ status: 404, body: { code: 0 } });
  });

  test("what is wrong is in Discord's tree, where discord.js reads it", async () => {
    const { body } = await send(CHANNEL, embed({ title: x(257) }));
    const titleError = { code: 'BASE_TYPE_MAX_LENGTH', message: 'Must be 256 or fewer in length.' };
    expect(body).toEqual({
      code: 50035,
      message: 'Invalid Form Body',
      errors: { embeds: { '0': { title: { _errors: [titleError] } } } },
    });
  });
});
