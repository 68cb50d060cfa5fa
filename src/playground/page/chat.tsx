import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { ChatMessage } from '../chat/protocol.ts';
import { Avatar } from './avatar.tsx';
import { Button } from './button.tsx';
import { Composer, type ComposerProps } from './composer.tsx';
import { Message } from './message.tsx';
import { usePageContext } from './page-context.ts';
import { CHANNELS } from './sidebar.tsx';
import { visibleMessages } from './use-chat.ts';

/** The messages of a channel, and the composer. */
export function Chat(props: ComposerProps) {
  const { me, channel, messages } = usePageContext();
  const { sign, name, about } = CHANNELS[channel];
  return (
    <main class="chat">
      <header>
        <h1>
          <span class="sign" aria-hidden="true">
            {sign}
          </span>
          {name}
        </h1>
        <p class="about">{about}</p>
        <p class="me">
          <Avatar name={me.name} />
          <span class="unseen">You are </span>
          {me.name}
        </p>
      </header>
      <Log key={`${me.id} ${channel}`} seen={visibleMessages(me, channel, messages)} />
      <Composer {...props} />
    </main>
  );
}

/** So near to the end, in pixels, the log follows new messages. */
const FOLLOW_DISTANCE = 160;

function Log({ seen }: { seen: readonly ChatMessage[] }) {
  const { me, channel } = usePageContext();
  const log = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const top = useRef(0);
  useEffect(() => {
    const { current } = log;
    if (!current) return;
    // The log grows, or its window shrinks: a new message, a picture that has loaded, a list that opens.
    const observer = new ResizeObserver(() => {
      if (isAtEnd.current) current.scrollTo({ top: current.scrollHeight });
    });
    for (const element of [current, ...current.children]) observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const newest = seen.at(-1);
  useLayoutEffect(() => {
    // Whoever sends something wants to see the reply.
    if (newest?.ownerId === me.id && newest.prompt !== null) isAtEnd.current = true;
  }, [newest?.id]);
  const follow = (event: { currentTarget: HTMLElement }): void => {
    const { scrollHeight, scrollTop, clientHeight } = event.currentTarget;
    const isNear = scrollHeight - scrollTop - clientHeight < FOLLOW_DISTANCE;
    // Only scrolling up stops following: the end also moves away by itself when a picture loads.
    isAtEnd.current = isNear || (isAtEnd.current && scrollTop >= top.current);
    top.current = scrollTop;
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
    <div class="log" role="log" aria-label="Messages" tabIndex={0} ref={log} onScroll={follow}>
      <div>
        {channel === 'bank' && <Welcome />}
        {seen.map((message) => (
          <Message key={message.id} message={message} />
        ))}
      </div>
    </div>
  );
}

/** Shown above the first message. */
function Welcome() {
  const { me, commands, start } = usePageContext();
  const first = ['help', 'verify', 'inventory', 'balance'].filter((name) =>
    commands.some(
      ({ path, options }) =>
        path[0] === name && (name === 'verify' || options.every((option) => !option.isRequired)),
    ),
  );
  return (
    <section class="welcome" aria-label="Welcome">
      <img src="/assets/logo.svg" alt="" width="64" height="64" />
      <h2>Hello, {me.name}!</h2>
      <p>
        Here you try the bank without Discord. Write a command with <kbd>/</kbd> or <kbd>!</kbd>, press what
        the bank answers, and switch between members as you like. It is the same bank, with pretend people.
      </p>
      <div class="row">
        {first.map((name) => (
          <Button key={name} label={`/${name}`} tone="secondary" onClick={() => start([name])} />
        ))}
      </div>
    </section>
  );
}
