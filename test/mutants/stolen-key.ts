import type { Mutant } from './mutant.ts';

/** Each guard against who has a key, switched off. */
export const STOLEN_KEY_MUTANTS: readonly Omit<Mutant, 'test'>[] = [
  {
    name: 'a forged credit leaves at once',
    breaks: 'what is on hold does not leave its owner',
    file: 'src/bank/withdraw-request.ts',
    find: '    requireCleared(step, memberAccount(robloxUserId), goods, call);\n',
    replace: '',
  },
  {
    name: 'nobody is ever contradicted',
    breaks: 'a teller that does not know its own trades is seen within two minutes',
    file: 'src/bank/contradiction.ts',
    find: 'if (unknown.length === 0 && missing.length === 0) return null;',
    replace: 'return null;',
  },
  {
    name: 'no limit of an hour',
    breaks: 'what a stolen key can credit is bounded',
    file: 'src/bank/credit-hold.ts',
    thief: 'dead',
    seed: '4',
    find: 'rules.tellerValuePerHour > 0 && hourWorth',
    replace: 'rules.tellerValuePerHour < 0 && hourWorth',
  },
  {
    name: 'a revoked key goes on',
    breaks: 'nothing that a revoked key signed is decided',
    file: 'src/bank/engine/operation.ts',
    find: 'if (nonce && isRevoked(first.row(',
    replace: 'if (nonce?.keyId === "" && isRevoked(first.row(',
  },
  {
    name: 'one report clears a forged credit',
    breaks: 'a credit clears when reports have shown it for 45 seconds',
    file: 'src/bank/clearing.ts',
    find: 'at - mark.at >= RUN_MS',
    replace: 'at - mark.at >= 0',
  },
  {
    name: 'the honest script breaks no run',
    breaks: 'whoever stole the key cannot clear a credit past the honest script',
    file: 'src/bank/clearing.ts',
    find: 'shown.filter((mark) => mark.seq <= seq)',
    replace: 'shown.filter((mark) => mark.seq > 0)',
  },
  {
    name: 'time clears what a stolen key credited',
    breaks: 'while a teller does not know its own trades, its credits stay on hold',
    file: 'src/bank/holds.ts',
    find: 'teller.contradictedAt ?? at',
    replace: 'at',
  },
  {
    name: 'a contradicted teller claims on',
    breaks: 'a teller that does not know its own trades hands out nothing new',
    file: 'src/bank/hand-over.ts',
    find: 'if (contradictedAt !== null || pausedReason !== null)',
    replace: 'if (pausedReason !== null)',
  },
  {
    name: 'what a key gave back is handed out twice',
    breaks: "a claim is over once more than a key's word says so",
    file: 'src/bank/withdraw-check.ts',
    find: 'if (leased || mayBeHandedOver(step, robloxUserId, call)) return null;',
    replace: 'if (leased) return null;',
  },
];
