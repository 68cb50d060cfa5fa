import { z } from 'zod';

const order = z.object({
  /** The teller in whose name it deposits. */
  name: z.string(),
  deposits: z.int(),
  address: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('sqlite'), file: z.string() }),
    z.object({ kind: z.literal('mongodb'), url: z.string(), name: z.string() }),
  ]),
});

/** What one process is to do, and where: what is given to it on its command line. */
export type Hammer = z.output<typeof order>;

export const readHammer = (argument: string | undefined): Hammer => order.parse(JSON.parse(argument ?? ''));
