import type { Mutant } from './mutant.ts';

const DOORS = 'test/dashboard/doors.test.ts';
const SECOND = 'test/dashboard/second-person.test.ts';

/** What would let somebody in at the dashboard, or let one person do the work of two. */
export const DASHBOARD_MUTANTS: readonly Mutant[] = [
  {
    name: 'sign-ins without a seal',
    breaks: 'whoever writes the database signs nobody in',
    file: 'src/dashboard/http/sign-in-guard.ts',
    find: 'if (!isSealed) return null;',
    replace: '',
    test: DOORS,
  },
  {
    name: 'a sign-in that outlives a level',
    breaks: 'whoever is removed or gets another level is signed out at once',
    file: 'src/bank/sign-ins.ts',
    find: 'if (staff?.seq !== row.staffSeq) return null;',
    replace: 'if (!staff) return null;',
    test: DOORS,
  },
  {
    name: 'sign-ins for ever',
    breaks: 'a sign-in ends after twelve hours',
    file: 'src/bank/sign-ins.ts',
    find: 'if (!row || row.endsAt <= step.at) return null;',
    replace: 'if (!row) return null;',
    test: DOORS,
  },
  {
    name: 'acts for pages of other sites',
    breaks: 'a page of another site changes nothing',
    file: 'src/dashboard/http/guarded.ts',
    find: '  if (isAct && !isSameOrigin(headers))\n',
    replace: '  if (isAct && !isSameOrigin(headers) && !headers.has("origin"))\n',
    test: DOORS,
  },
  {
    name: 'an admin token that moves goods',
    breaks: 'whoever has the admin token moves nothing',
    file: 'src/dashboard/http/guarded.ts',
    find: "return isForAdmin || level === 'admin' ? principal : refuse(request, 403, NEEDS_PERSON);",
    replace: 'return principal;',
    test: DOORS,
  },
  {
    name: 'tokens guessed without end',
    breaks: 'one address tries to sign in ten times in five minutes',
    file: 'src/http/sign-in-limit.ts',
    find: 'if (count <= maxTries) return null;',
    replace: 'if (count <= maxTries * 10) return null;',
    test: DOORS,
  },
  {
    name: 'proposals without a seal',
    breaks: 'whoever writes the database proposes nothing for somebody else',
    file: 'src/commands/staff/proposals.ts',
    find: 'return rows.filter((row) => isSameSecret(row.seal, sealOf(row)));',
    replace: 'return rows;',
    test: SECOND,
  },
  {
    name: 'proposals that outlive who made them',
    breaks: 'what waits ends with the rights of whoever proposed it',
    file: 'src/bank/staff-proposals.ts',
    find: "step.at < endsAt && row?.seq === staffSeq && reachesLevel(row.granted, 'manager')",
    replace: 'step.at < endsAt && row !== undefined',
    test: SECOND,
  },
  {
    name: 'a link that opens pages for ever',
    breaks: 'a link to a member’s page opens it once',
    file: 'src/bank/passes.ts',
    find: "    step.remove('passes', link);\n",
    replace: '',
    test: 'src/bank/passes.test.ts',
  },
  {
    name: 'a sign-in with Roblox from another browser',
    breaks: 'what comes back from Roblox counts only in the browser that was sent off',
    file: 'src/http/oauth-cookie.ts',
    find: "state === '' || !isSameSecret(given, state)",
    replace: "state === ''",
    test: 'test/member/roblox.test.ts',
  },
  {
    name: 'a sign-in with Discord from another browser',
    breaks: 'what comes back from Discord counts only in the browser that was sent off',
    file: 'src/http/oauth-cookie.ts',
    find: "state === '' || !isSameSecret(given, state)",
    replace: "state === ''",
    test: 'test/dashboard/discord-sign-in.test.ts',
  },
];
