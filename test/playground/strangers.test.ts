import { expect, test } from 'bun:test';
import { z } from 'zod';
import { type TestBank, withBank } from '../support/bank.ts';

const helloSchema = z.object({
  members: z.array(z.object({ id: z.string(), name: z.string() })),
  entries: z.array(
    z.object({
      ownerId: z.string(),
      isPublic: z.boolean(),
      card: z.object({
        title: z.string(),
        text: z.array(z.looseObject({ kind: z.string(), text: z.string().optional() })).default([]),
        rows: z.array(z.array(z.object({ id: z.string() }))),
      }),
    }),
  ),
});

/** Everything as a page that opens now is told. */
async function look(bank: TestBank): Promise<z.infer<typeof helloSchema>> {
  const reader = (await bank.askOpenly('/playground/news')).body?.getReader();
  const { value } = (await reader?.read()) ?? {};
  await reader?.cancel();
  return helloSchema.parse(JSON.parse(new TextDecoder().decode(value).replace('data: ', '')));
}

async function send(bank: TestBank, method: 'POST' | 'PUT', path: string, body: unknown): Promise<void> {
  const headers = { 'content-type': 'application/json', origin: bank.url };
  const answer = await bank.askOpenly(path, { method, body: JSON.stringify(body), headers });
  expect(answer.status).toBe(200);
}

test('a button of another member does nothing, and only who pressed it is told', async () => {
  await withBank({}, async (bank) => {
    const [mia, leo] = (await look(bank)).members.map(({ id }) => id);
    await send(bank, 'PUT', '/sandbox/roblox/users/Mia', {});
    const message = { memberId: mia, messageId: 'm-1', place: 'channel', typed: '/verify Mia' };
    await send(bank, 'POST', '/playground/typed', message);
    const [asked] = (await look(bank)).entries;
    const words = asked?.card.text.find(({ kind }) => kind === 'code')?.text ?? '';
    await send(bank, 'PUT', '/sandbox/roblox/users/Mia', { description: words });

    const controlId = asked?.card.rows[0]?.[0]?.id ?? '';
    const press = { controlId, values: [], fields: {} };
    await send(bank, 'POST', '/playground/press', { ...press, memberId: leo });
    const [before, aside, ...more] = (await look(bank)).entries;
    expect(before).toEqual(asked);
    expect(aside).toMatchObject({
      ownerId: leo,
      isPublic: false,
      card: { title: 'This is for someone else' },
    });
    expect(more).toEqual([]);

    await send(bank, 'POST', '/playground/press', { ...press, memberId: mia });
    expect((await look(bank)).entries[0]?.card.title).toBe('You are linked to Mia');
  });
});
