import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { z } from 'zod';
import type { PetDecision } from '../../bank/engine/catalogue.ts';
import { reasonSchema } from '../../bank/engine/fields.ts';
import { type AssetKey, MAX_AMOUNT, parseAssetKey } from '../../bank/engine/pets.ts';
import { invalid, Refusal } from '../../bank/engine/refusal.ts';
import { noteChangedValues } from '../../bank/note-values.ts';
import type { PreparedDecision } from '../../bank/pet-values.ts';
import type { Services } from '../../http/endpoint.ts';
import type { ValueChange, ValuePreview } from '../protocol-log.ts';
import { petAssetSchema } from './goods.ts';
import { act, type Guarded } from './guarded.ts';

/** A file of values, as it was chosen. */
export interface ChosenFile {
  readonly name: string;
  readonly bytes: Buffer;
  readonly allowUnknown: boolean;
}

/** A file whose names are resolved, and the step that writes it. */
interface ReadyImport {
  readonly readings: readonly { readonly asset: AssetKey; readonly value?: number | null }[];
  /** How many lines have another name of the pet. */
  readonly named: number;
  readonly unknown: readonly string[];
  write(): Promise<void>;
}

/** Sets what pets are worth, and which are taken. */
export interface ValueWriter {
  /** Reads a file, and writes nothing; what is wrong with it, in words, where it can't be imported. */
  prepare(file: ChosenFile): Promise<ReadyImport | string>;
  /** The same for the worth of one form of a pet; null: BIG Games' prices count again. */
  prepareOne(asset: AssetKey, value: number | null): Promise<ReadyImport | string>;
  /** Prepares what staff say of a pet; null: the settings count again. Undefined where the pet is unknown. */
  prepareDecision(id: string, decision: PetDecision | null): Promise<PreparedDecision | undefined>;
}

/** Twenty thousand lines are under two MiB. */
const MAX_BYTES = 4 * 2 ** 20;
/** How many changes a preview names. */
const MAX_SHOWN = 200;

const fileInput = z.strictObject({
  name: z.string().min(1).max(200),
  /** Compressed with gzip, in base64: else few files were small enough. */
  content: z.base64().max(60_000),
  allowUnknown: z.boolean().default(false),
});
const importInput = fileInput.extend({ reason: reasonSchema });
const setInput = z.strictObject({
  asset: petAssetSchema,
  value: z.int().min(0).max(MAX_AMOUNT).nullable(),
  reason: reasonSchema,
});

/**
 * Values from a file, and by hand. Values bound what staff and tellers move alone: so none of them sets them,
 * but whoever has the admin token, which moves nothing. It is in the ledger, and staff are told.
 */
export function createImportEndpoints(given: ValueWriter | null): readonly Guarded[] {
  function requireWriter(): ValueWriter {
    if (!given) throw new Refusal('not_found');
    return given;
  }
  async function prepare(file: z.output<typeof fileInput>): Promise<ReadyImport> {
    const { name, allowUnknown } = file;
    const ready = await requireWriter().prepare({ name, allowUnknown, bytes: await unpack(file.content) });
    if (typeof ready === 'string') throw invalid(name, ready);
    return ready;
  }
  return [
    act({ path: 'values/preview', body: fileInput, level: 'admin' }, async ({ body }, services) =>
      describe(await prepare(body), services),
    ),
    act({ path: 'values/import', body: importInput, level: 'admin' }, async ({ body, caller }, { book }) => {
      const { readings, write } = await prepare(body);
      const noted = { source: body.name, pets: readings.length, reason: body.reason };
      // First, so that no worth ever changes without a trace.
      await book.perform(noteChangedValues, noted, caller);
      await write();
      return { kind: 'imported', pets: readings.length };
    }),
    act({ path: 'values/set', body: setInput, level: 'admin' }, async ({ body, caller }, { book, rules }) => {
      const { asset, value, reason } = body;
      const writer = requireWriter();
      const pet = parseAssetKey(asset);
      if (pet === 'gems' || !rules().catalogue.isListed(pet.id)) throw new Refusal('not_found');
      const ready = await writer.prepareOne(asset, value);
      if (typeof ready === 'string') throw invalid('value', ready);
      const source = `${asset}, ${value === null ? 'by prices again' : `${value} by hand`}`;
      await book.perform(noteChangedValues, { source, pets: 1, reason }, caller);
      await ready.write();
      return { kind: 'set' };
    }),
  ];
}

const unzip = promisify(gunzip);

async function unpack(content: string): Promise<Buffer> {
  try {
    return await unzip(Buffer.from(content, 'base64'), { maxOutputLength: MAX_BYTES });
  } catch {
    throw invalid('content', 'must be a file of at most 4 MiB, compressed with gzip');
  }
}

/** What would change, what changes most first. */
function describe({ readings, named, unknown }: ReadyImport, { rules }: Services): ValuePreview {
  const { catalogue } = rules();
  const changes = readings.flatMap(({ asset, value: after }): ValueChange[] => {
    const pet = parseAssetKey(asset);
    if (pet === 'gems' || after === undefined) return [];
    const before = catalogue.value(pet);
    return before === after ? [] : [{ asset: pet, before, after }];
  });
  const sizeOf = ({ before, after }: ValueChange): number =>
    before === null || after === null ? 0 : Math.abs(Math.log((after + 1) / (before + 1)));
  return {
    pets: readings.length,
    named,
    unknown: unknown.slice(0, MAX_SHOWN),
    changed: changes.length,
    changes: changes.sort((one, other) => sizeOf(other) - sizeOf(one)).slice(0, MAX_SHOWN),
  };
}
