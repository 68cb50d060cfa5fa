import type { Actor } from '../model/actor.ts';
import type { ExplainError } from '../model/refusal-reply.ts';
import type { Control, FormInput, Given, Reply } from '../model/reply.ts';
import type { FoundControl, Panels } from './panels.ts';
import { NEEDS_ANOTHER, NOT_YOURS, STAFF_ONLY, TOO_LONG, TOO_OLD, UNDER_WAY, USED_UP } from './replies.ts';
import type { Dispatcher, PressResult } from './types.ts';

interface ControlHandlerDependencies {
  readonly render: Dispatcher['render'];
  readonly explain: ExplainError;
}

/** What happens when a control is used: by whom it may be, once, until it is too old. */
export function createControlHandlers(
  panels: Panels,
  { render: show, explain }: ControlHandlerDependencies,
): Pick<Dispatcher, 'press' | 'findForm'> {
  const aside = (reply: Reply, { discordUserId }: Actor): PressResult => ({
    kind: 'ephemeral',
    rendered: show(reply, { ownerId: discordUserId, isPublic: false }),
  });
  /**
   * A failure leaves the panel as it was: pressed again, it does the same thing under the same id, and so at
   * most once.
   */
  async function act({ panel, control }: FoundControl, given: Given, actor: Actor): Promise<PressResult> {
    if (panel.state !== 'open') return aside(panel.state === 'busy' ? UNDER_WAY : USED_UP, actor);
    panel.state = 'busy';
    try {
      const operationId = `discord:${panel.id}.${panel.controls.indexOf(control)}`;
      const reply = await control.act({ actor, operationId }, given);
      if (control.isEphemeral)
        return { kind: 'ephemeral', rendered: show(reply, { ...panel, isPublic: false }) };
      panel.state = 'used';
      return { kind: 'replace', rendered: show(reply, panel) };
    } finally {
      if (panel.state === 'busy') panel.state = 'open';
    }
  }
  return {
    findForm(controlId, { discordUserId }) {
      const found = panels.find(controlId);
      if (found?.control.kind !== 'form' || found.panel.state !== 'open') return undefined;
      const isOwner = found.panel.ownerId === discordUserId;
      return isOwner === isForOwner(found.control) ? found.control.form : undefined;
    },
    async press(controlId, given, actor) {
      const found = panels.find(controlId);
      if (!found) return aside(TOO_OLD, actor);
      try {
        const why = (await checkActor(found, actor)) ?? checkGiven(found.control, given);
        return why ? aside(why, actor) : await act(found, given, actor);
      } catch (error) {
        return aside(explain(error), actor);
      }
    },
  };
}

const isForOwner = ({ mayUse }: Control): boolean => mayUse !== 'another_staff_member';

async function checkActor({ panel, control }: FoundControl, actor: Actor): Promise<Reply | undefined> {
  const isOwner = actor.discordUserId === panel.ownerId;
  const isShared = !isForOwner(control);
  if (isShared && isOwner) return NEEDS_ANOTHER;
  if (!isShared && !isOwner) return NOT_YOURS;
  if (!isShared && !panel.isForStaff) return undefined;
  return (await actor.isStaff()) ? undefined : STAFF_ONLY;
}

/** No app of Discord's sends these: whoever does made them up. */
function checkGiven(control: Control, { values, fields }: Given): Reply | undefined {
  switch (control.kind) {
    case 'button':
      return undefined;
    case 'menu': {
      const known = new Set(control.choices.map(({ value }) => value));
      const isFitting = values.length >= 1 && values.length <= (control.most ?? 1);
      return isFitting && values.every((value) => known.has(value)) ? undefined : TOO_OLD;
    }
    case 'form':
      return control.form.inputs.every((input) => fits(input, fields[input.name] ?? ''))
        ? undefined
        : TOO_LONG;
    default:
      return control satisfies never;
  }
}

/** Discord's own bound for what is written into a form. */
const MAX_WRITTEN = 4000;

function fits(
  { isOptional, minLength = 1, maxLength = MAX_WRITTEN }: FormInput,
  { length }: string,
): boolean {
  return length <= maxLength && (length >= minLength || (length === 0 && isOptional === true));
}
