/** Where nobody is given a port who asks for any: those lie higher. */
const FIRST_PORT = 20_000;
/** Each process that runs tests has so many to itself: a port is used a while after it was found free. */
const PORTS = 100;

let next = 0;

/** A port that is free now, and that only those take who want this very one. */
export function freePort(): number {
  for (let tries = 0; tries < PORTS; tries += 1) {
    const port = FIRST_PORT + (process.pid % PORTS) * PORTS + next;
    next = (next + 1) % PORTS;
    if (isFree(port)) return port;
  }
  throw new Error('no port is free');
}

function isFree(port: number): boolean {
  try {
    void Bun.serve({ hostname: '127.0.0.1', port, fetch: () => new Response() }).stop(true);
    return true;
  } catch {
    return false;
  }
}
