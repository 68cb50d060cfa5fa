import { defineCommand } from 'citty';
import { VARIANTS } from '../bank/engine/pets.ts';
import { type CliContext, option } from './command-line.ts';
import { importValuesFile } from './values/import.ts';
import { removeValues } from './values/remove.ts';
import { syncValuesNow } from './values/sync.ts';

const FILE = 'The file: docs/VALUES.md says what is in it';
const ALLOW_UNKNOWN = 'Takes names that the list of pets lacks as ids of pets';
const ID = 'The id of a pet that only files named; without one, all of them are listed';

export const createValuesCommand = (context: CliContext) =>
  defineCommand({
    meta: { name: 'values', description: 'What pets are worth.' },
    subCommands: {
      sync: defineCommand({
        meta: {
          name: 'sync',
          description: 'Reads every price from BIG Games now. The bank may keep running.',
        },
        run: () => syncValuesNow(context),
      }),
      import: defineCommand({
        meta: {
          name: 'import',
          description: 'Imports values from a CSV or JSON file: the whole file, or nothing.',
        },
        args: {
          file: { type: 'positional', required: true, description: FILE },
          'allow-unknown': { type: 'boolean', description: ALLOW_UNKNOWN },
        },
        run: ({ args }) =>
          importValuesFile({ file: args.file, allowUnknown: args['allow-unknown'] === true }, context),
      }),
      remove: defineCommand({
        meta: { name: 'remove', description: 'Removes a pet that a file brought and BIG Games lacks.' },
        args: {
          id: { type: 'positional', required: false, description: ID },
          variant: { type: 'enum', options: [...VARIANTS], description: 'Only this variant' },
          shiny: { type: 'boolean', description: 'Only shiny ones; --no-shiny: only those that are not' },
          chroma: option('Only this chroma, 1 to 6'),
          yes: { type: 'boolean', description: 'Removes; else shows what would be removed' },
        },
        run: ({ args: { id, variant, shiny, chroma, yes } }) =>
          removeValues({ id, variant, shiny, chroma, yes: yes === true }, context),
      }),
    },
  });
