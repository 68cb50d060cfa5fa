import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { ChatMessage } from '../chat/protocol.ts';
import { Avatar } from './avatar.tsx';
import { Button } from './button.tsx';
import { Composer, type ComposerProps } from './composer.tsx';
import { Message } from './message.tsx';
import { usePageContext } from './page-context.ts';
import { SIGNS } from './sidebar.tsx';
import { visibleMessages } from './use-chat.ts';
import { t, text } from './words.ts';

/** The messages of a channel, and the composer. */
export function Chat(props: ComposerProps) {
  const { me, channel, messages } = usePageContext();
  return (
    <section class="chat" aria-labelledby="channel">
      <header>
        <h2 id="channel">
          <span class="sign" aria-hidden="true">
            {SIGNS[channel]}
          </span>
          {t(`playground.${channel}`)}
        </h2>
        <p class="about">{t(`playground.${channel}-about`)}</p>
        <p class="me">
          <Avatar name={me.name} />
          <span class="unseen">{t('playground.you-are', { name: me.name })}</span>
          <span aria-hidden="true">{me.name}</span>
        </p>
      </header>
      <Log key={`${me.id} ${channel}`} seen={visibleMessages(me, channel, messages)} />
      <Composer {...props} />
    </section>
  );
}

/** So near to the end, in pixels, the log follows new messages. */
const FOLLOW_DISTANCE = 160;

function Log({ seen }: { seen: readonly ChatMessage[] }) {
  const { me, channel } = usePageContext();
  const log = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const top = useRef(0);
  const label = text('playground.messages');
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
    <div class="log" role="log" aria-label={label} tabIndex={0} ref={log} onScroll={follow}>
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
    <section class="welcome" aria-labelledby="hello">
      <img src="/assets/logo.svg" alt="" width="64" height="64" />
      <h3 id="hello">{t('playground.hello', { name: me.name })}</h3>
      <p>{t('playground.hello-text', { slash: <kbd>/</kbd>, mark: <kbd>!</kbd> })}</p>
      <div class="row">
        {first.map((name) => (
          <Button key={name} label={`/${name}`} tone="secondary" onClick={() => start([name])} />
        ))}
      </div>
    </section>
  );
}
