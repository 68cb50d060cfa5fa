import type { MemberProof } from '../bank/proof.ts';
import type { CommandDependencies } from './dependencies.ts';
import { type Command, defineSimpleCommand } from './model/command.ts';
import type { Reply } from './model/reply.ts';
import { lines, t } from './model/text.ts';
import { requireLinkedAccount } from './person.ts';

/** Discord takes files up to 10 MiB. */
const MAX_FILE_BYTES = 8 * 1024 * 1024;

/** Gives a member the file with which they check that all they own is counted in what the bank owes. */
export function proofCommand({ book, liabilities }: CommandDependencies): Command {
  const about = { name: 'proof', description: t('about.proof') };
  return defineSimpleCommand(about, async ({ actor: { discordUserId } }): Promise<Reply> => {
    const proof = await liabilities.prove(await requireLinkedAccount(book, discordUserId));
    const bytes = new TextEncoder().encode(JSON.stringify(proof));
    const title = t('proof.title');
    if (proof.assets.length === 0) return { title, text: t('proof.nothing') };
    if (bytes.length > MAX_FILE_BYTES) return { title, text: t('proof.too-large') };
    return {
      title,
      text: describe(proof),
      file: { name: `petbank-proof-${proof.seq}.json`, type: 'application/json', bytes },
    };
  });
}

const describe = ({ seq, assets, liabilitiesRoot }: MemberProof) =>
  lines([
    t('proof.what', { seq, count: assets.length }),
    t('proof.check'),
    t('proof.root', { root: liabilitiesRoot }),
  ]);
