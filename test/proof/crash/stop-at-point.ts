import { startPetbank } from '../../../src/app/petbank.ts';
import { readConfig } from '../../../src/config/config.ts';
import { createLog } from '../../../src/log.ts';

/**
 * A bank that dies at a point of a commit, as if the machine had: started as `src/main.ts` is, with the point
 * and the pass at which it dies in PETBANK_STOP_AT, such as `written:1`. Its random bytes are all zero.
 */
const [stopAt = '', pass = '1'] = (process.env.PETBANK_STOP_AT ?? '').split(':');
let passed = 0;

const { url } = await startPetbank(readConfig(process.env), {
  clock: Date.now,
  random: (length) => new Uint8Array(length),
  log: createLog('silent'),
  version: '0.0.0-test',
  onPoint(point) {
    if (point !== stopAt) return;
    passed += 1;
    if (passed === Number(pass)) process.kill(process.pid, 'SIGKILL');
  },
});
process.stdout.write(`${url}\n`);
