/* Says for which Discord user the link is, and leads to Roblox once somebody presses the button. */

const byId = (id: string): HTMLElement => {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no ${id}`);
  return found;
};
const message = byId('message');
const token = location.hash.slice(1);
// No server sees what stands behind the #, and nobody reads it off the address.
history.replaceState(null, '', location.pathname);

async function ask<Answer>(name: 'whose' | 'begin'): Promise<Answer> {
  const response = await fetch(`/roblox-sign-in/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.detail ?? `The bank answered ${response.status}.`);
  return answer;
}

function fail(error: unknown): void {
  message.textContent = error instanceof Error ? error.message : String(error);
  for (const id of ['start', 'warning']) byId(id).hidden = true;
}

interface Whose {
  readonly name: string | null;
  readonly discordUserId: string;
}

ask<Whose>('whose').then(({ name, discordUserId }) => {
  message.textContent =
    `This links the Roblox account that you sign in with to the Discord user ${name ?? ''} ` +
    `(id ${discordUserId}). Is that you?`;
  for (const id of ['start', 'warning']) byId(id).hidden = false;
}, fail);

byId('go').addEventListener('click', (event) => {
  event.preventDefault();
  ask<{ readonly url: string }>('begin').then(({ url }) => location.assign(url), fail);
});
