import type { Catalogue, ReadValuePoints } from '../bank/engine/catalogue.ts';
import type { Config } from '../config/config.ts';
import { createOpenCatalogue } from '../values/catalogue.ts';
import { createDemoCatalogue, createDemoPoints } from '../values/demo.ts';
import { type OpenedValues, requireKnownNames, type ValuesDependencies } from './values.ts';

export async function openValues(config: Config, dependencies: ValuesDependencies): Promise<OpenedValues> {
  const { tiers, allowed, denied, minValue } = config.values.supported;
  const supported = { tiers: new Set(tiers), allowed: new Set(allowed), denied: new Set(denied), minValue };
  const { clock } = dependencies;
  switch (config.values.kind) {
    case 'live': {
      const { openLive } = await import('./live-values.ts');
      return openLive(config, supported, dependencies);
    }
    case 'demo': {
      const catalogue = createDemoCatalogue({ updatedAt: new Date(clock()).toISOString(), supported });
      requireKnownNames(config, catalogue);
      const points: ReadValuePoints = async (pet) => createDemoPoints(pet, catalogue.value(pet), clock());
      return createFixedValues('demo', catalogue, points);
    }
    case 'off':
      return createFixedValues('off', createOpenCatalogue(supported), async () => []);
    default:
      return config.values.kind satisfies never;
  }
}

/** A catalogue that stays as it is. */
const createFixedValues = (
  kind: 'demo' | 'off',
  catalogue: Catalogue,
  points: ReadValuePoints,
): OpenedValues => ({
  kind,
  readNames: null,
  sync: null,
  writer: null,
  picture: null,
  catalogue: () => catalogue,
  points,
  unknownNames: () => [],
  schedule: () => ({ stop: async () => undefined }),
});
