import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { CommandInfo, Entry, Place } from '../chat/wire.ts';
import { Avatar } from './avatar.tsx';
import { Composer } from './composer.tsx';
import { Message } from './message.tsx';
import { visibleTo } from './room.ts';
import { PLACES } from './sidebar.tsx';
import { useView } from './view.ts';
import { Welcome } from './welcome.tsx';

interface ChatProps {
  readonly place: Place;
  readonly entries: readonly Entry[];
  readonly command: CommandInfo | null;
  readonly onCommand: (command: CommandInfo | null) => void;
}

const ABOUT = {
  channel: 'Everyone is here. What is marked so, only you can see.',
  direct: 'You and Petbank, and nobody else.',
  operator: 'What the operator is told. Only staff can see it.',
} as const;

/** What has been said in this place, and where one writes. */
export function Chat({ place, entries, command, onCommand }: ChatProps) {
  const { me } = useView();
  const seen = visibleTo(me, place, entries);
  const { sign, name } = PLACES[place];
  return (
    <main class="chat">
      <header>
        <h1>
          <span class="sign" aria-hidden="true">
            {sign}
          </span>
          {name}
        </h1>
        <p class="about">{ABOUT[place]}</p>
        <p class="me">
          <Avatar name={me.name} />
          <span class="unseen">You are </span>
          {me.name}
        </p>
      </header>
      <Log key={`${me.id} ${place}`} place={place} seen={seen} />
      <Composer {...{ place, command, onCommand }} />
    </main>
  );
}

/** How near to its end, in pixels, one reads along. */
const NEAR = 160;

function Log({ place, seen }: { place: Place; seen: readonly Entry[] }) {
  const { me } = useView();
  const log = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const top = useRef(0);
  useEffect(() => {
    const { current } = log;
    if (!current) return;
    // Whatever makes it longer or its window smaller: a message, a picture that has come, a list that opens.
    const observer = new ResizeObserver(() => {
      if (isAtEnd.current) current.scrollTo({ top: current.scrollHeight });
    });
    for (const element of [current, ...current.children]) observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const newest = seen.at(-1);
  useLayoutEffect(() => {
    // Who says something wants to see what comes of it.
    if (newest?.ownerId === me.id && newest.asked !== null) isAtEnd.current = true;
  }, [newest?.id]);
  const look = ({
    currentTarget: { scrollHeight, scrollTop, clientHeight },
  }: {
    currentTarget: HTMLElement;
  }) => {
    const isNear = scrollHeight - scrollTop - clientHeight < NEAR;
    // Only who goes up leaves the end: it also moves away by itself, when a picture comes.
    isAtEnd.current = isNear || (isAtEnd.current && scrollTop >= top.current);
    top.current = scrollTop;
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
    <div class="log" role="log" aria-label="Messages" tabIndex={0} ref={log} onScroll={look}>
      <div>
        {place === 'channel' && <Welcome />}
        {seen.map((entry) => (
          <Message key={entry.id} entry={entry} />
        ))}
      </div>
    </div>
  );
}
