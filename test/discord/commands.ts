import { z } from 'zod';
import {
  type Command,
  defineCommand,
  defineGroup,
  defineSimpleCommand,
} from '../../src/commands/model/command.ts';
import type { Control, Reply } from '../../src/commands/model/reply.ts';
import { command, say, strong } from '../../src/commands/model/text.ts';

const PETS = ['Huge Cat', 'Huge Dog', 'Titanic Owl'];

/** What the test holds back, and what was done, by whom and under which id. */
export interface Stage {
  /** Every command and control waits for this. */
  hold: Promise<unknown>;
  readonly acted: string[];
  /** What `ticket` shows by now; undefined ends it. */
  ticket: string | undefined;
  /** Which picture it has. */
  picture: number;
}

export const createStage = (): Stage => ({
  hold: Promise.resolve(),
  acted: [],
  ticket: 'waiting',
  picture: 1,
});

/** Commands of every kind, which do nothing but tell that they were run. */
export function createTestCommands(stage: Stage): readonly Command[] {
  const act: Control['act'] = async ({ actor, operationId }, { values, fields }) => {
    await stage.hold;
    stage.acted.push(`${actor.name} ${operationId}`);
    return { title: `Done ${values.join('+')}${Object.values(fields).join('+')}` };
  };
  return [
    defineSimpleCommand({ name: 'balance', description: 'Your gems' }, async ({ actor, operationId }) => {
      await stage.hold;
      stage.acted.push(`${actor.name} ${operationId}`);
      return { title: `The balance of ${actor.name}`, text: say`See ${command('panel')}, ${strong('12')}` };
    }),
    defineSimpleCommand({ name: 'help', description: 'Everything', isPublic: true }, async () => ({
      title: 'Help',
    })),
    defineCommand({
      name: 'withdraw',
      description: 'Take pets out',
      input: z.strictObject({ pet: z.string(), quantity: z.int().min(1).default(1) }),
      options: {
        pet: { kind: 'text', description: 'Which', maxLength: 64, isRequired: true, complete: completePets },
        quantity: { kind: 'integer', description: 'How many', min: 1, max: 1000 },
      },
      run: async (_, { pet, quantity }) => ({ title: `${quantity} × ${pet}` }),
    }),
    defineSimpleCommand({ name: 'panel', description: 'Something to press' }, async () => panel(act)),
    defineSimpleCommand({ name: 'ticket', description: 'Something that changes' }, async () => ticket(stage)),
    defineSimpleCommand({ name: 'picture', description: 'Something to look at' }, async () => ({
      title: 'Look',
      picture: { png: new Uint8Array(8), alt: 'Two cats' },
      file: { name: 'data.json', type: 'application/json', bytes: new TextEncoder().encode('{}') },
      rows: [[{ kind: 'button', label: 'Away with it', act }]],
    })),
    defineGroup({ name: 'teller', description: 'For staff', audience: 'viewer' }, [
      defineCommand({
        name: 'take',
        description: 'Take a deposit',
        audience: 'viewer',
        input: z.strictObject({ member: z.string() }),
        options: { member: { kind: 'user', description: 'From whom', isRequired: true } },
        run: async (_, { member }) => ({ title: `From ${member}` }),
      }),
    ]),
  ];
}

async function completePets(_: unknown, typed: string) {
  if (typed === 'broken') throw new Error('nothing is in memory');
  return PETS.filter((pet) => pet.startsWith(typed)).map((name) => ({ name, value: name }));
}

function panel(act: Control['act']): Reply {
  const choices = PETS.map((value) => ({ label: value, value }));
  const form = {
    title: 'A reason',
    inputs: [{ name: 'reason', label: 'Why?', minLength: 3, maxLength: 50 }],
  };
  return {
    title: 'Press',
    rows: [
      [
        { kind: 'button', label: 'Confirm', style: 'success', act },
        { kind: 'form', label: 'Say why', form, act },
        { kind: 'button', label: 'Second person', mayUse: 'another_staff_member', act },
      ],
      [{ kind: 'menu', placeholder: 'Choose', choices, most: 2, act }],
    ],
  };
}

function ticket(stage: Stage): Reply {
  const title = stage.ticket ?? 'closed';
  const refresh = async () => ticket(stage);
  return {
    title: `Ticket: ${title}`,
    picture: { png: Uint8Array.of(stage.picture), alt: 'What it is about' },
    rows: [[{ kind: 'button', label: 'Look', act: refresh }]],
    ...(stage.ticket === undefined ? {} : { live: { everyMs: 5, until: Number.MAX_SAFE_INTEGER, refresh } }),
  };
}
