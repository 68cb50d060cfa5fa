import { useEffect, useState } from 'preact/hooks';
import type { PlainSpan, PlainText, TimeStyle } from '../chat/protocol.ts';
import { usePageContext } from './page-context.ts';

/** Renders text as elements. What came from outside is only ever the text of an element. */
export function Rich({ text }: { text: PlainText }) {
  return text.map((span, at) => <SpanElement key={at} span={span} />);
}

function SpanElement({ span }: { span: PlainSpan }) {
  const { members, start } = usePageContext();
  switch (span.kind) {
    case 'plain':
      return <>{span.text}</>;
    case 'strong':
      return <strong>{span.text}</strong>;
    case 'code':
      return <code>{span.text}</code>;
    case 'time':
      return <Time at={span.at} style={span.style} />;
    case 'command':
      return (
        <button type="button" class="command-name" onClick={() => start(span.name.split(' '))}>
          /{span.name}
        </button>
      );
    case 'user': {
      const member = members.find(({ id }) => id === span.discordUserId);
      return <span class="user-name">@{member?.name ?? span.discordUserId}</span>;
    }
    case 'link':
      return <Link {...span} />;
    default:
      return span satisfies never;
  }
}

const CLOCK = { hour: '2-digit', minute: '2-digit' } as const;

export function Time({ at, style = 'relative' }: { at: number; style?: TimeStyle }) {
  const now = useNow();
  const { language } = usePageContext().me;
  const full = new Date(at).toLocaleString(language);
  return (
    <time dateTime={new Date(at).toISOString()} title={full}>
      {style === 'relative' && formatRelative(at - now, language)}
      {style === 'full' && full}
      {style === 'clock' && new Date(at).toLocaleTimeString(language, CLOCK)}
    </time>
  );
}

function Link({ text, url }: { text: string; url: string }) {
  const isWeb = /^https?:$/.test(URL.parse(url)?.protocol ?? '');
  if (!isWeb) return <>{text}</>;
  return (
    <a href={url} target="_blank" rel="noopener noreferrer">
      {text}
    </a>
  );
}

const TICK_MS = 1000;

/** Returns the time in milliseconds since 1970, updated each second. */
function useNow(): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const;

/** Returns `in 5 minutes`, or `3 hours ago` for a negative distance. */
function formatRelative(distanceMs: number, language: string): string {
  const [unit, size] = UNITS.find(([, ms]) => Math.abs(distanceMs) >= ms) ?? ['second', 1000];
  return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(
    Math.round(distanceMs / size),
    unit,
  );
}
