import type { ComponentType } from 'preact';
import { Cases } from './cases.tsx';
import { Keys } from './keys.tsx';
import { Ledger } from './ledger.tsx';
import { Members } from './members.tsx';
import { Messages } from './messages.tsx';
import { Overview } from './overview.tsx';
import { Reserves } from './reserves.tsx';
import { StaffScreen } from './staff.tsx';
import { System } from './system.tsx';
import { Tellers } from './tellers.tsx';
import { Trades } from './trades.tsx';
import { Values } from './values.tsx';
import { Withdrawals } from './withdrawals.tsx';

/** A page of the dashboard, at `/dashboard/<name>`. */
interface ScreenEntry {
  readonly name: string;
  readonly title: string;
  readonly group: (typeof GROUPS)[number];
  readonly Screen: ComponentType;
}

export const GROUPS = ['Today', 'People', 'Books', 'The bank'] as const;

/** Every screen, in the order of the navigation. */
export const SCREENS: readonly ScreenEntry[] = [
  { name: 'overview', title: 'Overview', group: 'Today', Screen: Overview },
  { name: 'cases', title: 'Cases', group: 'Today', Screen: Cases },
  { name: 'withdrawals', title: 'Withdrawals', group: 'Today', Screen: Withdrawals },
  { name: 'tellers', title: 'Tellers', group: 'Today', Screen: Tellers },
  { name: 'members', title: 'Members', group: 'People', Screen: Members },
  { name: 'staff', title: 'Staff', group: 'People', Screen: StaffScreen },
  { name: 'trades', title: 'Trades', group: 'People', Screen: Trades },
  { name: 'ledger', title: 'Ledger', group: 'Books', Screen: Ledger },
  { name: 'reserves', title: 'Reserves', group: 'Books', Screen: Reserves },
  { name: 'values', title: 'Values', group: 'Books', Screen: Values },
  { name: 'messages', title: 'Messages', group: 'The bank', Screen: Messages },
  { name: 'api', title: 'API', group: 'The bank', Screen: Keys },
  { name: 'system', title: 'System', group: 'The bank', Screen: System },
];
