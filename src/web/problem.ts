import { escapeHtml, escapeSentence } from './page.ts';
import { renderSitePage } from './site.ts';
import type { PageWords } from './words.ts';

interface ProblemFacts {
  readonly path: string;
  readonly status: number;
  readonly title: string;
  /** What to do next. */
  readonly detail: string;
  readonly code: string;
  /** What the operator finds it by; null where it is no answer to a request. */
  readonly requestId: string | null;
}

/** The page of a problem: what happened, what to do, and where to go from here. */
export function renderProblem(words: PageWords, facts: ProblemFacts): string {
  const { path, status, code, requestId } = facts;
  const { html } = words;
  // For people who followed a link. What else may be wrong is said to who writes programs, in English.
  const isNothing = code === 'not_found';
  const title = isNothing ? words.text('refusal.not_found.title') : facts.title;
  const detail = isNothing ? words.text('problem.nothing-here') : facts.detail;
  const id = { html: `<code>${escapeHtml(requestId ?? '')}</code>` };
  return renderSitePage({
    words,
    path,
    title,
    description: detail,
    main: `<section class="notice">
<p class="notice-code">${status} · <code>${escapeHtml(code)}</code></p>
<h1 class="page-title">${escapeHtml(title)}</h1>
<p class="lead">${escapeSentence(detail)}</p>
${requestId === null ? '' : `<p class="detail">${html('problem.request', { id })}</p>`}
<p class="start"><a href="/">${html('problem.first-page')}</a>
<a class="second" href="/values">${html('front.look-up')}</a></p>
</section>`,
  });
}
