import { escapeHtml, escapeSentence } from './page.ts';
import { renderSitePage } from './site.ts';

interface ProblemFacts {
  readonly status: number;
  readonly title: string;
  /** What to do next. */
  readonly detail: string;
  readonly code: string;
  /** What the operator finds it by; null where it is no answer to a request. */
  readonly requestId: string | null;
}

/** The page of a problem: what happened, what to do, and where to go from here. */
export const renderProblem = ({ status, title, detail, code, requestId }: ProblemFacts): string =>
  renderSitePage({
    title,
    description: detail,
    main: `<section class="notice">
<p class="notice-code">${status} · <code>${escapeHtml(code)}</code></p>
<h1 class="page-title">${escapeHtml(title)}</h1>
<p class="lead">${escapeSentence(code === 'not_found' ? NOTHING_HERE : detail)}</p>
${requestId === null ? '' : `<p class="detail">Request <code>${escapeHtml(requestId)}</code></p>`}
<p class="start"><a href="/">To the first page</a> <a class="second" href="/values">Look up a pet</a></p>
</section>`,
  });

/** For people who followed a link, not for who writes programs. */
const NOTHING_HERE =
  'There is nothing at this address. Maybe it was mistyped, or the link is old. Your pets are safe.';
