import type { CheckPetLists, ConfigIssue } from '../config/config.ts';
import { createDemoCatalogue } from '../values/demo.ts';
import { findUnknownNames } from '../values/pet-lists.ts';

/** Finds names in `PETS_ALLOWED` and `PETS_DENIED` that the built-in list of pets lacks, where it is used. */
export const checkDemoLists: CheckPetLists = ({ kind, ...lists }): readonly ConfigIssue[] => {
  const isChecked = kind === 'demo' && lists.allowed.length + lists.denied.length > 0;
  return isChecked ? findUnknownNames(lists, createDemoCatalogue({ updatedAt: '' })) : [];
};
