import { escapeHtml, escapeSentence } from './page.ts';

/** What the first page tells who tries the bank out. Sentences may have `code` between backticks. */
export interface DeveloperFacts {
  readonly version: string;
  readonly features: readonly Feature[];
  readonly links: readonly DeveloperLink[];
  /** Whether there is a playground to start at. */
  readonly hasPlayground: boolean;
  readonly nextStep: { readonly text: string; readonly command: string };
}

/** Something the bank can do; `detail` says what or, where it is off, how to switch it on. */
interface Feature {
  readonly name: string;
  readonly isOn: boolean;
  readonly detail: string;
}

interface DeveloperLink {
  readonly href: string;
  readonly title: string;
  readonly text: string;
}

/** The part of the first page that is for developers. It is in English, as all that they read. */
export function renderForDevelopers({ version, features, links, nextStep }: DeveloperFacts): string {
  const onCount = features.filter(({ isOn }) => isOn).length;
  return `<div lang="en">
<section aria-labelledby="features">
<div class="heading"><h2 id="features">What is on</h2>
<p>${onCount} of ${features.length} parts are running, in development
· version ${escapeHtml(version)}</p></div>
<ul class="features">
${features.map(renderFeature).join('\n')}
</ul>
</section>
<section aria-labelledby="developers">
<div class="heading"><h2 id="developers">For developers</h2></div>
<ul class="links">
${links.map(renderLink).join('\n')}
</ul>
<div class="next">
<p>${escapeSentence(nextStep.text)}</p>
<pre class="command"><code>${escapeHtml(nextStep.command)}</code></pre>
</div>
</section>
</div>`;
}

function renderFeature({ name, isOn, detail }: Feature): string {
  return `<li class="card feature">
<h3>${escapeHtml(name)}</h3>
<p class="status ${isOn ? 'is-on' : 'is-off'}">${isOn ? 'On' : 'Off'}</p>
<p class="detail">${escapeSentence(detail)}</p>
</li>`;
}

function renderLink({ href, title, text }: DeveloperLink): string {
  return `<li><a class="card link" href="${escapeHtml(href)}">
<span class="title">${escapeHtml(title)}</span>
<span class="detail">${escapeSentence(text)}</span>
<span class="address">${escapeHtml(href)}</span>
</a></li>`;
}
