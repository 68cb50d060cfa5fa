import { keepInLanguageLinks } from '../page/language-links.ts';
import { createRequest, errorText, toJson } from '../page/request.ts';
import { byId } from './element.ts';

/* Says for which Discord user the link is, and leads to Roblox once somebody presses the button. */

const message = byId('message');
const token = location.hash.slice(1);
// No server sees what stands behind the #, and nobody reads it off the address.
history.replaceState(null, '', location.pathname);
keepInLanguageLinks(token);

const noAnswer = (): string => message.dataset.noAnswer ?? '';
const request = createRequest({ noAnswer, explain: ({ detail }) => detail ?? noAnswer() });
const ask = <Answer>(name: 'whose' | 'begin'): Promise<Answer> =>
  request<Answer>(`/roblox-sign-in/${name}`, toJson('POST', { token }));

function fail(error: unknown): void {
  message.textContent = errorText(error);
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
