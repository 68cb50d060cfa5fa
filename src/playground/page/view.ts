import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { CommandInfo, PretendMember } from '../chat/wire.ts';

/** What every part of the page needs: who one is, and what one can do from anywhere. */
export interface View {
  readonly me: PretendMember;
  readonly members: readonly PretendMember[];
  readonly commands: readonly CommandInfo[];
  /** Puts a command into the composer, or asks it where it is told nothing. */
  readonly start: (path: readonly string[]) => void;
  /** Does it, and tells of a failure at the top of the page. */
  readonly attempt: (act: () => Promise<unknown>) => void;
}

export const ViewContext = createContext<View>({
  me: { id: '', name: '', isStaff: false },
  members: [],
  commands: [],
  start: () => undefined,
  attempt: () => undefined,
});

export const useView = (): View => useContext(ViewContext);
