import { describe, expect, test } from 'bun:test';
import { createSandbox, type SandboxProfile, sandboxProfileSchema } from './sandbox.ts';

/** The profile that must have come of a `put`. */
function made(result: ReturnType<ReturnType<typeof createSandbox>['put']>): SandboxProfile {
  if (typeof result === 'string') throw new Error(`refused: ${result}`);
  return result;
}

describe('a profile', () => {
  test('is made with what is not given filled in', () => {
    const sandbox = createSandbox();
    const ada = made(sandbox.put('Ada', {}));
    expect(ada).toEqual({ id: ada.id, username: 'Ada', displayName: 'Ada', description: '' });
    expect(sandbox.get('Ada')).toEqual(ada);
  });

  test('keeps what an edit does not name, and the first spelling of its name', () => {
    const sandbox = createSandbox();
    sandbox.put('Ada', { id: 7, displayName: 'Countess', description: 'engines' });
    const edited = { id: 7, username: 'Ada', displayName: 'Countess', description: 'notes' };
    expect(sandbox.put('ADA', { description: 'notes' })).toEqual(edited);
    expect(sandbox.get('ada')).toEqual(edited);
  });

  test('can be emptied of its bio', () => {
    const sandbox = createSandbox();
    sandbox.put('Ada', { description: 'engines' });
    expect(sandbox.put('Ada', { description: '' })).toMatchObject({ description: '' });
  });

  test('that nobody made is null', async () => {
    const sandbox = createSandbox();
    expect(sandbox.get('Ada')).toBeNull();
    expect(await sandbox.findByUsername('Ada')).toBeNull();
    expect(await sandbox.readFresh(7)).toBeNull();
  });
});

describe('an id', () => {
  test('that is made up is the same in every sandbox, for every spelling of the name', () => {
    const { id } = made(createSandbox().put('Ada', {}));
    expect(made(createSandbox().put('aDA', {})).id).toBe(id);
    expect(made(createSandbox().put('Grace', {})).id).not.toBe(id);
    expect(id).toBeGreaterThan(1_000_000_000);
    expect(Number.isSafeInteger(id)).toBe(true);
  });

  test('that is made up passes over one that is taken', () => {
    const { id } = made(createSandbox().put('Ada', {}));
    const sandbox = createSandbox();
    sandbox.put('Grace', { id });
    expect(sandbox.put('Ada', {})).toMatchObject({ id: id + 1 });
  });

  test('of another name is refused, and nothing changes', async () => {
    const sandbox = createSandbox();
    const ada = made(sandbox.put('Ada', { id: 7 }));
    const grace = made(sandbox.put('Grace', { id: 8 }));
    expect(sandbox.put('Grace', { id: 7, description: 'changed' })).toBe('id_taken');
    expect(sandbox.put('Mallory', { id: 7 })).toBe('id_taken');
    expect([sandbox.get('Ada'), sandbox.get('Grace'), sandbox.get('Mallory')]).toEqual([ada, grace, null]);
    expect(await sandbox.readFresh(7)).toMatchObject({ username: 'Ada' });
  });

  test('that is changed leaves the one before free', async () => {
    const sandbox = createSandbox();
    sandbox.put('Ada', { id: 7 });
    sandbox.put('Ada', { id: 8 });
    expect(await sandbox.readFresh(7)).toBeNull();
    expect(await sandbox.readFresh(8)).toMatchObject({ username: 'Ada' });
    expect(sandbox.put('Grace', { id: 7 })).toMatchObject({ username: 'Grace' });
  });
});

test('the sandbox takes 10 000 profiles and no more, and still edits them when full', () => {
  const sandbox = createSandbox();
  for (let id = 1; id <= 10_000; id++) sandbox.put(`user${id}`, { id });
  expect(sandbox.put('Ada', {})).toBe('full');
  expect(sandbox.put('user1', { description: 'edited' })).toMatchObject({ description: 'edited' });
});

test('the bank reads profiles as it reads those of Roblox', async () => {
  const sandbox = createSandbox();
  sandbox.put('Ada', { id: 7, displayName: 'Countess', description: 'engines' });
  const user = { id: 7, username: 'Ada', displayName: 'Countess' };
  expect(await sandbox.findByUsername('aDa')).toEqual(user);
  expect(await sandbox.readFresh(7)).toEqual({ ...user, description: 'engines', isBanned: false });
  expect(await sandbox.findAvatarUrl(7)).toBeNull();
  expect(sandbox.health()).toBe('ok');
});

describe('an edit', () => {
  test.each([
    {},
    { id: 1 },
    { displayName: 'Ada 🐈', description: 'x'.repeat(1000) },
    { description: 'two\nlines' },
  ])('may be %j', (edit) => {
    expect(sandboxProfileSchema.parse(edit)).toEqual(edit);
  });

  test.each([
    { id: 0 },
    { id: 1.5 },
    { id: '7' },
    { id: 2 ** 53 },
    { displayName: '' },
    { displayName: 'x'.repeat(21) },
    { displayName: 'a\nb' },
    { description: 'x'.repeat(1001) },
    { username: 'Ada' },
    { description: null },
  ])('may not be %j', (edit) => {
    expect(sandboxProfileSchema.safeParse(edit).success).toBe(false);
  });
});
