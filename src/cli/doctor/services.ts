import type { Config } from '../../config/config.ts';
import type { Finding } from '../../finding.ts';
import { classify, type Probe, type ProbeResult } from './probe.ts';
import { bad, EDIT_SETTINGS, ok, warn } from './report.ts';

const ROBLOX = 'Roblox';
/** Roblox's own account: any other may be gone. */
const FIRST_USER = 1;

/** Whether profiles can be read, in the way the bank reads them. */
export async function checkRoblox({ roblox, mode }: Config, probe: Probe): Promise<Finding> {
  if (roblox.kind === 'sandbox') {
    const text = 'sandbox: pretend profiles';
    return mode === 'development'
      ? ok(ROBLOX, text)
      : warn(ROBLOX, `${text}, on which anyone is anyone`, 'set ROBLOX=live for a real bank');
  }
  const { apiKey, cloudUrl, usersUrl } = roblox;
  const result =
    apiKey === null
      ? await probe(`${usersUrl}/v1/users/${FIRST_USER}`)
      : await probe(`${cloudUrl}/cloud/v2/users/${FIRST_USER}`, { headers: { 'x-api-key': apiKey } });
  const { answer, finding } = classify(ROBLOX, 'Roblox', result);
  if (!answer) return finding;
  if (answer.status === 401 || answer.status === 403) return refusedByRoblox(apiKey !== null);
  return ok(ROBLOX, apiKey === null ? 'profiles can be read' : 'profiles can be read with ROBLOX_API_KEY');
}

function refusedByRoblox(hasKey: boolean): Finding {
  if (!hasKey) {
    const remedy = 'set ROBLOX_API_KEY: some hosting addresses are accepted only with one';
    return bad(ROBLOX, 'refuses this machine', remedy, EDIT_SETTINGS);
  }
  const where = 'https://create.roblox.com/dashboard/credentials';
  const remedy = `make one at ${where} that may read users, and that this address may use`;
  return bad(ROBLOX, 'refuses ROBLOX_API_KEY', remedy, EDIT_SETTINGS);
}

const VALUES = 'Pet values';

/** Whether BIG Games' API can be read, where values come from it. */
export async function checkValues({ values }: Config, probe: Probe): Promise<Finding> {
  switch (values.kind) {
    case 'demo':
      return ok(VALUES, 'demo: a built-in list of pets');
    case 'off':
      return ok(VALUES, 'off: every pet is taken, without a value');
    case 'live':
      return judgeValues(await probe(`${values.apiUrl}/api/exists`, { skipBody: true }));
    default:
      return values.kind satisfies never;
  }
}

function judgeValues(result: ProbeResult): Finding {
  const { answer, finding } = classify(VALUES, "BIG Games' API", result);
  if (!answer) return finding;
  if (answer.status === 200) return ok(VALUES, "BIG Games' API can be read");
  const remedy =
    'see that PS99_API_URL is right; some hosting addresses are refused: until then set VALUES=demo or off';
  return bad(VALUES, `BIG Games' API refuses to answer (${answer.status})`, remedy, 'VALUES=demo bun start');
}
