import { DEFAULT_LANGUAGE } from '../../messages/languages.ts';
import { type Actor, mayUseHere } from '../model/actor.ts';
import type { ExplainError } from '../model/refusal-reply.ts';
import type { Control, FormInput, Given, Reply } from '../model/reply.ts';
import { translateForm } from '../model/translate.ts';
import type { Cooldown } from './cooldown.ts';
import type { FoundControl, Panels } from './panels.ts';
import {
  explainLevel,
  explainTooFast,
  IN_PROGRESS,
  NEEDS_ANOTHER,
  NOT_HERE,
  NOT_YOURS,
  TOO_LONG,
  TOO_OLD,
  USED_UP,
} from './replies.ts';
import type { Dispatcher, PressResult } from './types.ts';

interface ControlDependencies {
  readonly render: Dispatcher['render'];
  readonly explain: ExplainError;
  readonly withLevel: (actor: Actor) => Actor;
  readonly cooldown: Cooldown;
  readonly clock: () => number;
}

/** Handles the use of a control: only by those who may, once, until it expires, and not too often. */
export function createControlHandlers(
  panels: Panels,
  { render, explain, withLevel, cooldown, clock }: ControlDependencies,
): Pick<Dispatcher, 'press' | 'findForm'> {
  const toEphemeral = (reply: Reply, { discordUserId, language }: Actor): PressResult => ({
    kind: 'ephemeral',
    rendered: render(reply, { ownerId: discordUserId, isPublic: false, language }),
  });
  /** A failure leaves the panel open: pressed again, it does the same under the same id, so at most once. */
  async function act({ panel, control }: FoundControl, given: Given, actor: Actor): Promise<PressResult> {
    if (panel.state !== 'open') return toEphemeral(panel.state === 'busy' ? IN_PROGRESS : USED_UP, actor);
    panel.state = 'busy';
    try {
      const operationId = `discord:${panel.id}.${panel.controls.indexOf(control)}`;
      const reply = await control.act({ actor, operationId }, given);
      if (control.isEphemeral) {
        const own = { ...panel, isPublic: false, language: actor.language };
        return { kind: 'ephemeral', rendered: render(reply, own) };
      }
      panel.state = 'used';
      // Whoever else reads a public message goes on in the language that it began in.
      const language = panel.isPublic ? (panel.language ?? actor.language) : actor.language;
      return { kind: 'replace', rendered: render(reply, { ...panel, language }) };
    } finally {
      if (panel.state === 'busy') panel.state = 'open';
    }
  }
  return {
    findForm(controlId, { discordUserId, language = DEFAULT_LANGUAGE }) {
      const found = panels.find(controlId);
      if (found?.control.kind !== 'form' || found.panel.state !== 'open') return undefined;
      if (!isFor(found, discordUserId)) return undefined;
      if (cooldown.take(discordUserId, found.control) > 0) return undefined;
      return translateForm(found.control.form, language);
    },
    async press(controlId, given, presser) {
      const actor = withLevel(presser);
      const found = panels.find(controlId);
      const waitMs = cooldown.take(actor.discordUserId, found?.control ?? {});
      if (waitMs > 0) return toEphemeral(explainTooFast(clock() + waitMs), actor);
      if (!found) return toEphemeral(TOO_OLD, actor);
      try {
        const refusal = (await checkActor(found, actor)) ?? checkGiven(found.control, given);
        return refusal ? toEphemeral(refusal, actor) : await act(found, given, actor);
      } catch (error) {
        return toEphemeral(explain(error), actor);
      }
    },
  };
}

/** Whether a control is for this person at all, whatever their level. */
function isFor({ panel, control: { mayUse = 'owner' } }: FoundControl, discordUserId: string): boolean {
  if (mayUse === 'any_staff_member' || mayUse === 'anyone') return true;
  return (mayUse === 'owner') === (panel.ownerId === discordUserId);
}

async function checkActor({ panel, control }: FoundControl, actor: Actor): Promise<Reply | undefined> {
  const { mayUse = 'owner' } = control;
  if (!isFor({ panel, control }, actor.discordUserId)) return mayUse === 'owner' ? NOT_YOURS : NEEDS_ANOTHER;
  if (!(await mayUseHere(actor, control.command ?? panel.command))) return NOT_HERE;
  if (mayUse === 'anyone') return undefined;
  const needed = control.level ?? (mayUse === 'owner' ? (panel.level ?? null) : 'manager');
  return needed === null ? undefined : explainLevel(needed, await actor.level());
}

/** Refuses what no Discord client sends: somebody made it up. */
function checkGiven(control: Control, { values, fields }: Given): Reply | undefined {
  switch (control.kind) {
    case 'button':
      return undefined;
    case 'menu': {
      const offered = new Set(control.choices.map(({ value }) => value));
      const isFitting = values.length >= 1 && values.length <= (control.most ?? 1);
      return isFitting && values.every((value) => offered.has(value)) ? undefined : TOO_OLD;
    }
    case 'form':
      return control.form.inputs.every((input) => fits(input, fields[input.name] ?? ''))
        ? undefined
        : TOO_LONG;
    default:
      return control satisfies never;
  }
}

/** Discord's own limit for a form input. */
const MAX_WRITTEN = 4000;

function fits(input: FormInput, { length }: string): boolean {
  const { isOptional, minLength = 1, maxLength = MAX_WRITTEN } = input;
  return length <= maxLength && (length >= minLength || (length === 0 && isOptional === true));
}
