import { about } from './about.ts';
import { account } from './account.ts';
import { alerts } from './alerts.ts';
import { amounts } from './amounts.ts';
import { choosing } from './choosing.ts';
import { delivery } from './delivery.ts';
import { deposit } from './deposit.ts';
import { dispatch } from './dispatch.ts';
import { help } from './help.ts';
import { history } from './history.ts';
import { memberPage } from './member-page.ts';
import { myPage } from './my-page.ts';
import { notices } from './notices.ts';
import { overview } from './overview.ts';
import { pictures } from './pictures.ts';
import { playground } from './playground.ts';
import { playgroundGame } from './playground-game.ts';
import { proofPage } from './proof-page.ts';
import { refusals } from './refusals.ts';
import { site } from './site.ts';
import { staffAbout } from './staff-about.ts';
import { staffCases } from './staff-cases.ts';
import { staffControl } from './staff-control.ts';
import { staffDecisions } from './staff-decisions.ts';
import { staffLog } from './staff-log.ts';
import { staffWork } from './staff-work.ts';
import { trade } from './trade.ts';
import { valuesPage } from './values-page.ts';
import { withdraw } from './withdraw.ts';

export const french = {
  ...about,
  ...account,
  ...alerts,
  ...amounts,
  ...choosing,
  ...delivery,
  ...deposit,
  ...dispatch,
  ...help,
  ...history,
  ...memberPage,
  ...myPage,
  ...notices,
  ...overview,
  ...pictures,
  ...playground,
  ...playgroundGame,
  ...proofPage,
  ...refusals,
  ...site,
  ...staffAbout,
  ...staffCases,
  ...staffControl,
  ...staffDecisions,
  ...staffLog,
  ...staffWork,
  ...trade,
  ...valuesPage,
  ...withdraw,
};
