import { amounts } from './amounts.ts';
import { choosing } from './choosing.ts';
import { deposit } from './deposit.ts';
import { dispatch } from './dispatch.ts';
import { history } from './history.ts';
import { memberPage } from './member-page.ts';
import { overview } from './overview.ts';
import { refusals } from './refusals.ts';
import { withdraw } from './withdraw.ts';

export const german = {
  ...amounts,
  ...choosing,
  ...deposit,
  ...dispatch,
  ...history,
  ...memberPage,
  ...overview,
  ...refusals,
  ...withdraw,
};
