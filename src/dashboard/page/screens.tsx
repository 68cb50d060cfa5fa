import type { ComponentType } from 'preact';
import { Cases } from './cases.tsx';
import { Members } from './members.tsx';
import { Overview } from './overview.tsx';
import { StaffScreen } from './staff.tsx';
import { Tellers } from './tellers.tsx';
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
];
