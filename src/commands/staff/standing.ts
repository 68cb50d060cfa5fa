import type { StaffDependencies } from '../dependencies.ts';
import type { FindStanding } from '../dispatch/panels.ts';
import { disputeButton } from '../dispute.ts';
import { comingButton } from './answer-call.ts';
import { claimButton, outcomeButton } from './hand-over.ts';

/** The controls that work after a restart, too, by their names. */
export const createStandingControls =
  (dependencies: StaffDependencies): FindStanding =>
  (name, about) => {
    switch (name) {
      case 'claim':
        return claimButton(dependencies, about);
      case 'dispute':
        return disputeButton(dependencies, about);
      case 'coming':
        return comingButton(dependencies, about);
      case 'delivered':
      case 'partial':
      case 'declined':
        return outcomeButton(dependencies, name, about);
      default:
        return undefined;
    }
  };
