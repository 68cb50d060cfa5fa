import { z } from 'zod';

/** What a run of the load does. */
export const loadJob = z.object({
  /** Where the server listens; clients are spread over its processes in turn. */
  urls: z.array(z.url()).min(1),
  key: z.object({ id: z.string(), secret: z.string() }),
  kind: z.enum(['deposits', 'inventories']),
  /** How trade ids and nonces are made: at random, or in the order of time, as the clients make them. */
  ids: z.enum(['random', 'time']),
  /** Requests are about the members from 1 to this. */
  members: z.int().min(1),
  /** How many clients send requests at a time, each over its own connection. */
  clients: z.int().min(1),
  /** What is sent first and not counted: at least so many requests, for at least so long. */
  warmUp: z.object({ requests: z.int().min(0), seconds: z.number().min(0) }),
  seconds: z.number().positive(),
});
export type LoadJob = z.infer<typeof loadJob>;

/** The result of a run. */
export const loadResult = z.object({
  perSecond: z.number(),
  medianMs: z.number(),
  /** 99 of 100 responses came within this. */
  slowMs: z.number(),
  /** All responses, those of the warm-up too. */
  answers: z.int(),
  /** How much of one core the load itself took: near 1, the load is the limit. */
  loadCores: z.number(),
  /** The CPU time that the load took. */
  cpuSeconds: z.number(),
});
export type LoadResult = z.infer<typeof loadResult>;

/** How many members there mostly are: few would share all pages. */
export const MEMBERS = 20_000;
