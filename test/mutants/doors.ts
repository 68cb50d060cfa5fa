import type { Mutant } from './mutant.ts';

const NOTICES = 'test/discord/notices.test.ts';
const PLAIN = 'test/http/plain-requests.test.ts';
const DISPATCHER = 'src/commands/dispatch/dispatcher.test.ts';

/** What would open a door that is closed: ordinary tests find it. */
export const DOOR_MUTANTS: readonly Mutant[] = [
  {
    name: 'presses without a cool-down',
    breaks: 'commands and presses of one person are counted together',
    file: 'src/commands/dispatch/controls.ts',
    find: '      if (waitMs > 0) return toEphemeral(explainTooFast(clock() + waitMs), actor);\n',
    replace: '',
    test: DISPATCHER,
  },
  {
    name: 'halting counted with all else',
    breaks: 'no number of other acts locks staff out of halting',
    file: 'src/commands/dispatch/cooldown.ts',
    find: 'const { count: acts, msToEnd } = count(isUrgent ?',
    replace: 'const { count: acts, msToEnd } = count(!isUrgent && isUrgent ?',
    test: DISPATCHER,
  },
  {
    name: 'messages one after the other',
    breaks: 'a takeover never waits behind forty alerts',
    file: 'src/notices/sender.ts',
    find: 'const MAX_AT_ONCE = 16;',
    replace: 'const MAX_AT_ONCE = 1;',
    test: NOTICES,
  },
  {
    name: 'what follows a failed message overtakes it',
    breaks: 'messages to one person come in their order',
    file: 'src/storage/sqlite/outbox.ts',
    find: '...(inHand ? [sql`',
    replace: '...(inHand && at < 0 ? [sql`',
    test: NOTICES,
  },
  {
    name: 'messages whose lease has ended',
    breaks: 'no message is sent twice because its sender was slow',
    file: 'src/notices/sender.ts',
    find: 'const MAX_SEND_MS = 20_000;',
    replace: 'const MAX_SEND_MS = -20_000_000;',
    test: 'src/notices/sender.test.ts',
  },
  {
    name: 'a Host of one letter moves the path',
    breaks: 'a request is answered only at the path that it was sent to',
    file: 'src/http/handler.ts',
    find: "'http://'.length",
    replace: "'http://a.bc'.length",
    test: PLAIN,
  },
  {
    name: 'dots lead to other paths',
    breaks: 'a request is answered only at the path that it was sent to',
    file: 'src/http/routes.ts',
    find: "'/*': answerElsewhere, ...routes",
    replace: '...routes',
    test: PLAIN,
  },
  {
    name: 'files for all to read',
    breaks: "database files are the bank's user's alone",
    file: 'src/storage/sqlite/open.ts',
    find: '      makePrivate(file);\n',
    replace: '',
    test: 'test/http/private-files.test.ts',
  },
  {
    name: "deadlines by the machine's clock",
    breaks: 'no setting of the clock ends what was promised for longer',
    file: 'src/main.ts',
    find: 'const clock = createBankClock({ wall: Date.now, monotonic: () => performance.now() });',
    replace: 'const clock = () => Date.now();',
    test: 'test/http/clock-jumps.test.ts',
  },
  {
    name: 'a slash that leads anywhere',
    breaks: 'an address of the bank leads to no other host',
    file: 'src/http/page-answers.ts',
    find: '/^(\\/[^/].*)\\/$/',
    replace: '/^(\\/.*)\\/$/',
    test: 'test/http/negotiation.test.ts',
  },
];
