import { reportTeller, tellerReportAnswer, tellerReportInput } from '../bank/report.ts';
import { defineEndpoint, type Endpoint, POST } from './endpoint.ts';

/** A report names up to 20 000 kinds of pets: 4 MiB. */
const MAX_REPORT_BYTES = 4_194_304;

export const tellerEndpoints: readonly Endpoint[] = [
  defineEndpoint(
    {
      ...POST,
      path: '/teller/report',
      scopes: ['teller'],
      maxBodyBytes: MAX_REPORT_BYTES,
      tag: 'Tellers',
      summary: "A teller's heartbeat, and what it really holds",
      description:
        'A report settles uncertain withdrawals and pauses assets only if it gives the newest seq the ' +
        'teller has seen, no trade of this teller came after it, and the report before it said the same. ' +
        'For the rate limit it counts as one request for each 64 KiB of its body.',
      body: tellerReportInput,
      answer: tellerReportAnswer,
      problems: ['replayed'],
      example: {
        body: { pets: [{ id: 'Huge Cat', variant: 'golden', shiny: false, quantity: 1 }], gems: 500, seq: 4 },
        answer: { halted: false, paused: [], drift: [], settled: [], lastTradeSeq: 4, cleared: true },
      },
    },
    async ({ body, caller }, { book, reportHistory }) => {
      const answer = await book.perform(reportTeller, body, caller);
      reportHistory.note(caller.by, answer.drift);
      return answer;
    },
  ),
];
