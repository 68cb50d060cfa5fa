import { expect } from 'bun:test';
import { openLiabilities } from '../../src/app/liabilities.ts';
import { invariant } from '../../src/bank/engine/assert.ts';
import { createCallCounter } from '../../src/commands/call-teller.ts';
import { createCommands } from '../../src/commands/commands.ts';
import type { CommandDependencies } from '../../src/commands/dependencies.ts';
import { createDispatcher } from '../../src/commands/dispatch/dispatcher.ts';
import type { RenderedReply } from '../../src/commands/dispatch/types.ts';
import { createMembership } from '../../src/commands/membership.ts';
import type { Actor } from '../../src/commands/model/actor.ts';
import type { Command, RawOptions } from '../../src/commands/model/command.ts';
import { readPetNames } from '../../src/commands/model/pet-names.ts';
import { createExplainError } from '../../src/commands/model/refusal-reply.ts';
import type { Control, Given, Reply } from '../../src/commands/model/reply.ts';
import type { PlainText } from '../../src/commands/model/text.ts';
import { readSpan, type TranslatedReply, translateReply } from '../../src/commands/model/translate.ts';
import { createStandingControls } from '../../src/commands/staff/standing.ts';
import { createTradeTables } from '../../src/commands/trade-tables.ts';
import { LANGUAGES } from '../../src/messages/languages.ts';
import { createPictures } from '../../src/pictures/pictures.ts';
import { createSandbox } from '../../src/roblox/sandbox.ts';
import { openBank } from '../bank/bank.ts';
import { linkUser, usernameOf } from '../bank/link.ts';
import { expectShowable } from './showable.ts';

export const ANN = personOf('100000000000000001');
export const BEN = personOf('100000000000000002');
export const STAFF: Actor = { ...personOf('100000000000000003'), level: async () => 'owner' };

function personOf(discordUserId: string): Actor {
  return { discordUserId, name: `Discord ${discordUserId.slice(-1)}`, level: async () => null };
}

/** What a bank in memory owes. */
export const openTestLiabilities = ({ book, driver, now }: ReturnType<typeof openBank>) =>
  openLiabilities({
    book,
    driver,
    clock: () => now.at,
    random: (length) => new Uint8Array(length),
    log: { error: expect.unreachable, info: () => undefined },
  });

/** Pictures that never come: replies do without them. */
export function closedPictures(): CommandDependencies['pictures'] {
  const pictures = createPictures({ maxCached: 1, maxBytes: 1, concurrency: 1 });
  pictures.close();
  return pictures;
}

/**
 * The members' commands at a dispatcher, over a bank in memory and pretend Roblox profiles. The test sets the
 * time.
 */
export function openDiscord(change: Partial<CommandDependencies> = {}) {
  const bank = openBank();
  const roblox = createSandbox();
  const errors: unknown[] = [];
  const catalogue = () => bank.now.rules.catalogue;
  const dependencies: CommandDependencies = {
    book: bank.book,
    profiles: roblox,
    rules: () => ({ ...bank.now.rules, aliases: bank.book.aliases() }),
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    clock: () => bank.now.at,
    pictures: closedPictures(),
    liabilities: openTestLiabilities(bank),
    countCalls: createCallCounter(),
    trades: createTradeTables(() => bank.now.at),
    membership: createMembership(),
    ...change,
  };
  const dispatcher = createDispatcher({
    commands: createCommands(dependencies).map(checkLanguages),
    clock: () => bank.now.at,
    newId: () => crypto.randomUUID(),
    cooldown: { take: () => 0 },
    findStanding: createStandingControls(dependencies),
    explain: createExplainError({
      newReference: () => 'reference',
      onError: (error) => errors.push(error),
      label: (pet) => readPetNames(catalogue()).label(pet),
    }),
  });
  let runs = 0;
  const checked = (rendered: RenderedReply): RenderedReply => {
    expectShowable(rendered);
    expect(errors).toEqual([]);
    return rendered;
  };
  /** Uses the control with this label or placeholder. */
  async function use(rendered: RenderedReply, label: string, given: Partial<Given> = {}, actor = ANN) {
    const { id } = controlOf(rendered, label);
    const used = await dispatcher.press(id, { values: [], fields: {}, ...given }, actor);
    return { kind: used.kind, rendered: checked(used.rendered) };
  }
  return {
    bank,
    dependencies,
    roblox,
    dispatcher,
    errors,
    async ask(words: string, raw: RawOptions = {}, actor = ANN): Promise<RenderedReply> {
      runs += 1;
      const context = { actor, operationId: `discord:asked-${runs}` };
      return checked(await dispatcher.run({ path: words.split(' '), raw }, context));
    },
    /** Presses, and expects that its reply takes the place of the one before. */
    async press(
      rendered: RenderedReply,
      label: string,
      given: Partial<Given> = {},
      actor = ANN,
    ): Promise<RenderedReply> {
      const used = await use(rendered, label, given, actor);
      expect([used.kind, used.rendered.title, textOf(used.rendered)]).toEqual([
        'replace',
        used.rendered.title,
        textOf(used.rendered),
      ]);
      return used.rendered;
    },
    /** Presses, and expects an ephemeral reply that says why not. */
    async fail(
      rendered: RenderedReply,
      label: string,
      given: Partial<Given> = {},
      actor = ANN,
    ): Promise<RenderedReply> {
      const used = await use(rendered, label, given, actor);
      expect([used.kind, used.rendered.title]).toEqual(['ephemeral', used.rendered.title]);
      return used.rendered;
    },
    /** Returns the reply after its next refresh. */
    async refresh({ live }: Pick<Reply, 'live'>): Promise<TranslatedReply> {
      return translateReply(await invariant(live, 'a live message').refresh(), 'en');
    },
    /** Links Ann to the Roblox account 1, `player1`. */
    link: (actor = ANN, robloxUserId = 1) =>
      linkUser(bank, { discordUserId: actor.discordUserId, robloxUserId }),
    profile(description: string, robloxUserId = 1): void {
      roblox.put(usernameOf(robloxUserId), { id: robloxUserId, description });
    },
  };
}

export function controlOf(rendered: RenderedReply, label: string): RenderedReply['rows'][number][number] {
  const all = rendered.rows.flat();
  const found = all.find(
    ({ control }) => ('label' in control ? control.label : control.placeholder) === label,
  );
  return invariant(found, `the control "${label}"`);
}

export const labelsOf = (rendered: RenderedReply): string[][] =>
  rendered.rows.map((row) =>
    row.map(({ control }) => ('label' in control ? control.label : control.placeholder)),
  );

/** What the menu offers, each as its label. */
export function choicesOf(rendered: RenderedReply, placeholder: string): string[] {
  const { control } = controlOf(rendered, placeholder);
  return control.kind === 'menu' ? control.choices.map(({ label }) => label) : [];
}

/** The values of the choices with these labels. */
export function valuesOf(rendered: RenderedReply, placeholder: string, labels: readonly string[]): string[] {
  const { control } = controlOf(rendered, placeholder);
  const choices = control.kind === 'menu' ? control.choices : [];
  return labels.map(
    (label) =>
      invariant(
        choices.find((choice) => choice.label === label),
        `the choice "${label}"`,
      ).value,
  );
}

/** The same command, of which everything that it replies is expected to fit in every language. */
const checkLanguages = (command: Command): Command => ({
  ...command,
  subcommands: command.subcommands.map(checkLanguages),
  run: async (context, raw) => inEveryLanguage(await command.run(context, raw)),
});

function inEveryLanguage(reply: Reply): Reply {
  for (const language of LANGUAGES) expectShowable({ rows: [], ...translateReply(reply, language) });
  const withAct = (control: Control): Control => ({
    ...control,
    act: async (...used) => inEveryLanguage(await control.act(...used)),
  });
  return { ...reply, ...(reply.rows && { rows: reply.rows.map((row) => row.map(withAct)) }) };
}

/** All that can be read of it in English, with times as `<time>`. */
export function textOf(reply: Pick<Reply, 'text' | 'fields'>): string {
  const { text = [], fields = [] } = translateReply({ title: '', ...reply }, 'en');
  return [plainOf(text), ...fields.map((field) => `${field.name}: ${plainOf(field.text)}`)].join('\n');
}

const plainOf = (text: PlainText): string =>
  text.map((span) => (span.kind === 'time' ? '<time>' : readSpan(span))).join('');
