import { account } from './account.ts';
import { amounts } from './amounts.ts';
import { choosing } from './choosing.ts';
import { deposit } from './deposit.ts';
import { dispatch } from './dispatch.ts';
import { help } from './help.ts';
import { history } from './history.ts';
import { memberPage } from './member-page.ts';
import { overview } from './overview.ts';
import { refusals } from './refusals.ts';
import { trade } from './trade.ts';
import { withdraw } from './withdraw.ts';

export const spanish = {
  ...account,
  ...amounts,
  ...choosing,
  ...deposit,
  ...dispatch,
  ...help,
  ...history,
  ...memberPage,
  ...overview,
  ...refusals,
  ...trade,
  ...withdraw,
};
