import type { CommandParts } from '../parts.ts';

/** What the commands of staff work with. */
export type StaffParts = Pick<CommandParts, 'book' | 'profiles' | 'rules'>;
