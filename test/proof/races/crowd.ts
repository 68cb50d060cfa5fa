import { openWire, type Wire } from './wire.ts';

/** The most requests of one race. */
const WIRES = 100;
/** A bank hangs up on a connection that was idle for 30 seconds: one that comes near is opened anew. */
const OLD_MS = 10_000;

/** Open connections, spread over the servers in turn. */
export async function openCrowd(urls: readonly string[]) {
  const open = async (index: number): Promise<{ wire: Wire; usedAt: number }> => ({
    wire: await openWire(urls[index % urls.length] ?? ''),
    usedAt: performance.now(),
  });
  const places = await Promise.all(Array.from({ length: WIRES }, (_, index) => open(index)));

  async function takeTurn(index: number): Promise<Wire> {
    const old = places[index];
    if (!old) throw new Error(`a race is of ${WIRES} requests at most`);
    const isOld = performance.now() - old.usedAt > OLD_MS;
    if (isOld) old.wire.close();
    const place = isOld ? await open(index) : { ...old, usedAt: performance.now() };
    places[index] = place;
    return place.wire;
  }

  return {
    /** So many connections from one on, in their order. */
    take: ({ from, count }: { from: number; count: number }): Promise<Wire[]> =>
      Promise.all(Array.from({ length: count }, (_, index) => takeTurn(from + index))),
    close(): void {
      for (const { wire } of places) wire.close();
    },
  };
}
