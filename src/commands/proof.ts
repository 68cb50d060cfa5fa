import type { MemberProof } from '../bank/proof.ts';
import type { CommandDependencies } from './dependencies.ts';
import { type Command, defineSimpleCommand } from './model/command.ts';
import { formatNumber } from './model/pet-names.ts';
import type { Reply } from './model/reply.ts';
import { lines, say } from './model/text.ts';
import { findLinkedAccount } from './person.ts';

/** Discord takes files up to 10 MiB. */
const MAX_FILE_BYTES = 8 * 1024 * 1024;

/** Gives a member the file with which they check that all they own is counted in what the bank owes. */
export function proofCommand({ book, liabilities }: CommandDependencies): Command {
  const about = { name: 'proof', description: 'A file that shows that all your pets are counted' };
  return defineSimpleCommand(about, async ({ actor: { discordUserId } }): Promise<Reply> => {
    const proof = await liabilities.prove(await findLinkedAccount(book, discordUserId));
    const bytes = new TextEncoder().encode(JSON.stringify(proof));
    const title = 'Your proof';
    if (proof.assets.length === 0)
      return { title, text: say`When the bank last counted, you had nothing in it. It counts again soon.` };
    if (bytes.length > MAX_FILE_BYTES)
      return { title, text: say`You own so many kinds of pets that Discord takes no file this large.` };
    return {
      title,
      text: describe(proof),
      file: { name: `petbank-proof-${proof.seq}.json`, type: 'application/json', bytes },
    };
  });
}

const describe = ({ seq, assets, liabilitiesRoot }: MemberProof) =>
  lines([
    say`All you owned at step ${formatNumber(seq)} of the bank's books is in this file:
      ${formatNumber(assets.length)} kinds, free, reserved and under review together.`,
    say`Open the bank's page of the proof in a browser and choose the file under "Am I in it?". Or check it
      without us: petbank check-proof.`,
    say`It leads to the root ${liabilitiesRoot}, which the page shows too.`,
  ]);
