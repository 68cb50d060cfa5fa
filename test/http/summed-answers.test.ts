import { expect, setDefaultTimeout, test } from 'bun:test';
import { withProcesses } from '../support/process.ts';

// Starting processes takes longer than Bun's own limit on a busy machine.
setDefaultTimeout(120_000);

test('a flood of refused requests writes a line for each kind, and not for each request', () =>
  withProcesses(async (start) => {
    const bank = await start({ LOG_LEVEL: 'info', NODE_ENV: 'production', API_KEYS: '', ROBLOX: 'sandbox' });
    for (let requests = 0; requests < 300; requests += 1) {
      expect((await fetch(`${bank.url}/admin/cases`)).status).toBe(401);
      expect((await fetch(`${bank.url}/proof?odd=${requests}`)).status).toBe(422);
    }
    bank.kill('SIGTERM');
    expect(await bank.exited).toBe(0);
    const lines = bank
      .printed()
      .split('\n')
      .filter((line) => line.includes('"answered"'));
    expect(lines[0]).toContain('"path":"/admin/cases","status":401');
    expect(lines[1]).toContain('"path":"/proof","status":422');
    expect(lines.length).toBeLessThan(20);
  }));
