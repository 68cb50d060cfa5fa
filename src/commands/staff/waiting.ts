import type { WithdrawCheckAnswer } from '../../bank/withdraw-check.ts';
import { command, lines, relativeTime, say, type Text } from '../model/text.ts';
import { goodsText } from './goods.ts';

type Waiting = WithdrawCheckAnswer['withdrawals'][number];

/** How many pets of one withdrawal are named where several are listed. */
const SHOWN = 4;

/** A withdrawal that waits: what for, how it stands, and whether the teller who asks can deliver it. */
export const describeWaiting = (one: Waiting): Text => lines([goodsText(one, SHOWN), describeStatus(one)]);

function describeStatus({ status, deliverable, expiresAt }: Waiting): Text {
  switch (status) {
    case 'reserved': {
      const until = relativeTime(Date.parse(expiresAt));
      return deliverable
        ? say`You hold all of it. It expires ${until}.`
        : say`You don't hold all of it: ${command('teller move')} tells what another teller hands you. It expires ${until}.`;
    }
    case 'claimed':
      return say`A teller is handing it over.`;
    case 'uncertain':
      return say`Nobody said what became of it: settle it with ${command('review')}.`;
    default:
      return status satisfies never;
  }
}
