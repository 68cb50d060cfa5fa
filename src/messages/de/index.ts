import { amounts } from './amounts.ts';
import { choosing } from './choosing.ts';
import { history } from './history.ts';
import { overview } from './overview.ts';

export const german = {
  ...amounts,
  ...choosing,
  ...history,
  ...overview,
};
