import { createContext } from 'preact';
import { useContext, useEffect } from 'preact/hooks';
import type { Channel, ChatMessage, CommandInfo, PretendMember } from '../chat/protocol.ts';

/** What components anywhere on the page need. */
export interface PageContextValue {
  /** The member who is selected. */
  readonly me: PretendMember;
  /** The channel that is open. */
  readonly channel: Channel;
  readonly members: readonly PretendMember[];
  readonly messages: readonly ChatMessage[];
  readonly commands: readonly CommandInfo[];
  /** Sends what the selected member typed or filled in, in the open channel. Returns whether it arrived. */
  readonly send: (kind: 'messages' | 'commands', content: object) => Promise<boolean>;
  /** Opens a command in the composer, or runs it if it has no options. */
  readonly start: (path: readonly string[]) => void;
  /** Runs an action, and shows an error at the top of the page if it fails. */
  readonly attempt: (act: () => Promise<unknown>) => void;
}

export const PageContext = createContext<PageContextValue | null>(null);

export function usePageContext(): PageContextValue {
  const value = useContext(PageContext);
  if (!value) throw new Error('the component is outside the page');
  return value;
}

/** Reads at first, and anew for another key. What comes after a newer one was asked for is dropped. */
export function useRead<Answer>(
  key: string,
  read: () => Promise<Answer>,
  onRead: (answer: Answer) => void,
): void {
  const { attempt } = usePageContext();
  useEffect(() => {
    let isNewest = true;
    attempt(async () => {
      const answer = await read();
      if (isNewest) onRead(answer);
    });
    return () => {
      isNewest = false;
    };
  }, [key]);
}

/** Runs an action instead of the browser's own submission of a form. */
export const onSubmit =
  (act: () => void) =>
  (event: SubmitEvent): void => {
    event.preventDefault();
    act();
  };
