import { keepInLanguageLinks } from '../page/language-links.ts';
import { byId } from './element.ts';

/* Says for which Discord user the link is, and leads to Roblox once somebody presses the button. */

const message = byId('message');
const token = location.hash.slice(1);
// No server sees what stands behind the #, and nobody reads it off the address.
history.replaceState(null, '', location.pathname);
keepInLanguageLinks(token);

async function ask<Answer>(name: 'whose' | 'begin'): Promise<Answer> {
  const response = await fetch(`/roblox-sign-in/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  }).catch(() => undefined);
  const answer = await response?.json();
  if (!response?.ok) throw new Error(answer?.detail ?? message.dataset.noAnswer);
  return answer;
}

function fail(error: unknown): void {
  message.textContent = error instanceof Error ? error.message : String(error);
  for (const id of ['start', 'warning']) byId(id).hidden = true;
}

ask<{ readonly question: string }>('whose').then(({ question }) => {
  message.textContent = question;
  for (const id of ['start', 'warning']) byId(id).hidden = false;
}, fail);

byId('go').addEventListener('click', (event) => {
  event.preventDefault();
  ask<{ readonly url: string }>('begin').then(({ url }) => location.assign(url), fail);
});
