import { expect, test } from 'bun:test';
import { z } from 'zod';
import { type TestBank, withBank } from '../support/bank.ts';

const helloSchema = z.object({
  members: z.array(z.object({ id: z.string(), name: z.string() })),
  messages: z.array(
    z.object({
      ownerId: z.string(),
      isPublic: z.boolean(),
      reply: z.object({
        title: z.string(),
        text: z.array(z.looseObject({ kind: z.string(), text: z.string().optional() })).default([]),
        rows: z.array(z.array(z.object({ id: z.string() }))),
      }),
    }),
  ),
});

/** Reads the state that a page gets when it connects. */
async function readChat(bank: TestBank): Promise<z.infer<typeof helloSchema>> {
  const reader = (await bank.askOpenly('/playground/events')).body?.getReader();
  const { value } = (await reader?.read()) ?? {};
  await reader?.cancel();
  return helloSchema.parse(JSON.parse(new TextDecoder().decode(value).replace('data: ', '')));
}

async function send(bank: TestBank, method: 'POST' | 'PUT', path: string, body: unknown): Promise<void> {
  const headers = { 'content-type': 'application/json', origin: bank.url };
  const answer = await bank.askOpenly(path, { method, body: JSON.stringify(body), headers });
  expect(answer.status).toBe(200);
}

test('a button of another member does nothing, and only the one who pressed it sees a reply', async () => {
  await withBank({}, async (bank) => {
    const [mia, leo] = (await readChat(bank)).members.map(({ id }) => id);
    await send(bank, 'PUT', '/sandbox/roblox/users/Mia', {});
    const message = { memberId: mia, messageId: 'm-1', channel: 'bank', typed: '/verify Mia' };
    await send(bank, 'POST', '/playground/messages', message);
    const [prompted] = (await readChat(bank)).messages;
    const words = prompted?.reply.text.find(({ kind }) => kind === 'code')?.text ?? '';
    await send(bank, 'PUT', '/sandbox/roblox/users/Mia', { description: words });

    const controlId = prompted?.reply.rows[0]?.[0]?.id ?? '';
    const press = { controlId, values: [], fields: {} };
    await send(bank, 'POST', '/playground/press', { ...press, memberId: leo });
    const [before, ephemeral, ...more] = (await readChat(bank)).messages;
    expect(before).toEqual(prompted);
    expect(ephemeral).toMatchObject({
      ownerId: leo,
      isPublic: false,
      reply: { title: 'This is for someone else' },
    });
    expect(more).toEqual([]);

    await send(bank, 'POST', '/playground/press', { ...press, memberId: mia });
    expect((await readChat(bank)).messages[0]?.reply.title).toBe('You are linked to Mia');
  });
});
