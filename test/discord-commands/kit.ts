import { expect } from 'bun:test';
import { known } from '../../src/bank/engine/assert.ts';
import { createCommands } from '../../src/commands/commands.ts';
import { createDesk } from '../../src/commands/dispatch/dispatcher.ts';
import type { Shown } from '../../src/commands/dispatch/types.ts';
import type { Asker } from '../../src/commands/model/actor.ts';
import type { RawOptions } from '../../src/commands/model/command.ts';
import { petNamesOf } from '../../src/commands/model/pet-names.ts';
import { createExplain } from '../../src/commands/model/refusal-reply.ts';
import type { Given, Reply } from '../../src/commands/model/reply.ts';
import type { Text } from '../../src/commands/model/text.ts';
import type { CommandParts } from '../../src/commands/parts.ts';
import { createPictures } from '../../src/pictures/pictures.ts';
import { createSandbox } from '../../src/roblox/sandbox.ts';
import { openBank } from '../bank/bank.ts';
import { linkUser, usernameOf } from '../bank/link.ts';
import { expectShowable } from './showable.ts';

export const ANN = personOf('100000000000000001');
export const BEN = personOf('100000000000000002');
export const STAFF: Asker = { ...personOf('100000000000000003'), isStaff: async () => true };

function personOf(discordUserId: string): Asker {
  return { discordUserId, name: `Discord ${discordUserId.slice(-1)}`, isStaff: async () => false };
}

/** Pictures that never come: replies do without them. */
export function closedPictures(): CommandParts['pictures'] {
  const pictures = createPictures({ maxCached: 1, maxBytes: 1, concurrency: 1 });
  pictures.close();
  return pictures;
}

/**
 * The members' commands at a desk, over a bank in memory and pretend Roblox profiles. The test sets the time.
 */
export function openDiscord(change: Partial<CommandParts> = {}) {
  const bank = openBank();
  const roblox = createSandbox();
  const faults: unknown[] = [];
  const catalogue = () => bank.now.rules.catalogue;
  const parts: CommandParts = {
    book: bank.book,
    profiles: roblox,
    rules: () => bank.now.rules,
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    clock: () => bank.now.at,
    pictures: closedPictures(),
    ...change,
  };
  const desk = createDesk({
    commands: createCommands(parts),
    clock: () => bank.now.at,
    newId: () => crypto.randomUUID(),
    cooldown: { take: async () => 0 },
    explain: createExplain({
      newReference: () => 'reference',
      onFault: (error) => faults.push(error),
      label: (pet) => petNamesOf(catalogue()).label(pet),
    }),
  });
  let asked = 0;
  const checked = (shown: Shown): Shown => {
    expectShowable(shown);
    expect(faults).toEqual([]);
    return shown;
  };
  /** Uses the control with this label or placeholder. */
  async function use(shown: Shown, label: string, given: Partial<Given> = {}, asker = ANN) {
    const { id } = controlOf(shown, label);
    const used = await desk.use(id, { values: [], fields: {}, ...given }, asker);
    return { kind: used.kind, shown: checked(used.shown) };
  }
  return {
    bank,
    roblox,
    desk,
    faults,
    async ask(words: string, raw: RawOptions = {}, asker = ANN): Promise<Shown> {
      asked += 1;
      const context = { asker, operationId: `discord:asked-${asked}` };
      return checked(await desk.ask({ path: words.split(' '), raw }, context));
    },
    /** Presses, and expects that its reply takes the place of the one before. */
    async press(shown: Shown, label: string, given: Partial<Given> = {}, asker = ANN): Promise<Shown> {
      const used = await use(shown, label, given, asker);
      expect([used.kind, used.shown.title, textOf(used.shown)]).toEqual([
        'replace',
        used.shown.title,
        textOf(used.shown),
      ]);
      return used.shown;
    },
    /** Presses, and expects to be told aside that it can't be. */
    async fail(shown: Shown, label: string, given: Partial<Given> = {}, asker = ANN): Promise<Shown> {
      const used = await use(shown, label, given, asker);
      expect([used.kind, used.shown.title]).toEqual(['aside', used.shown.title]);
      return used.shown;
    },
    /** The reply as it is after its next look. */
    async refresh({ watch }: Pick<Reply, 'watch'>): Promise<Reply> {
      return known(watch, 'a watched reply').refresh();
    },
    /** Links Ann to the Roblox account 1, `player1`. */
    link: (asker = ANN, robloxUserId = 1) =>
      linkUser(bank, { discordUserId: asker.discordUserId, robloxUserId }),
    profile(description: string, robloxUserId = 1): void {
      roblox.put(usernameOf(robloxUserId), { id: robloxUserId, description });
    },
  };
}

export function controlOf(shown: Shown, label: string): Shown['rows'][number][number] {
  const all = shown.rows.flat();
  const found = all.find(
    ({ control }) => ('label' in control ? control.label : control.placeholder) === label,
  );
  return known(found, `the control "${label}"`);
}

export const labelsOf = (shown: Shown): string[][] =>
  shown.rows.map((row) =>
    row.map(({ control }) => ('label' in control ? control.label : control.placeholder)),
  );

/** What the menu offers, each as its label. */
export function choicesOf(shown: Shown, placeholder: string): string[] {
  const { control } = controlOf(shown, placeholder);
  return control.kind === 'menu' ? control.choices.map(({ label }) => label) : [];
}

/** The values of the choices with these labels. */
export function valuesOf(shown: Shown, placeholder: string, labels: readonly string[]): string[] {
  const { control } = controlOf(shown, placeholder);
  const choices = control.kind === 'menu' ? control.choices : [];
  return labels.map(
    (label) =>
      known(
        choices.find((choice) => choice.label === label),
        `the choice "${label}"`,
      ).value,
  );
}

/** All that can be read of it, with times as `<time>`. */
export function textOf({ text = [], fields = [] }: Pick<Reply, 'text' | 'fields'>): string {
  return [plainOf(text), ...fields.map((field) => `${field.name}: ${plainOf(field.text)}`)].join('\n');
}

const plainOf = (text: Text): string =>
  text
    .map((span) => {
      switch (span.kind) {
        case 'time':
          return '<time>';
        case 'command':
          return `/${span.name}`;
        case 'user':
          return `@${span.discordUserId}`;
        default:
          return span.text;
      }
    })
    .join('');
