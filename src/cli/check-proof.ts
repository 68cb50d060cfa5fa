import { readFileSync } from 'node:fs';
import { defineCommand } from 'citty';
import { findProofError, type ProofFile, proofFile } from '../check-proof.ts';
import { CommandError, option, runCommand } from './command-line.ts';

/** Checks a member's proof file. It asks no bank: the file is all that it reads. */
export const createCheckProofCommand = () =>
  defineCommand({
    meta: { name: 'check-proof', description: "Checks a member's proof file without asking the bank." },
    args: {
      file: { type: 'positional', required: true, description: 'The file that /proof gave on Discord' },
      root: option('The liabilitiesRoot that the bank has published in /proof'),
    },
    run: ({ args }) =>
      runCommand(async () => {
        const { isSound, text } = await checkProof(readProof(args.file), args.root);
        if (!isSound) process.exitCode = 1;
        return text;
      }),
  });

function readProof(file: string): ProofFile {
  try {
    return proofFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new CommandError(`${file} is not a proof file: ask the bot for /proof on Discord.`, { cause });
  }
}

/** What the check found, in words; `published` is the root to compare with. */
export async function checkProof(
  proof: ProofFile,
  published: string | undefined,
): Promise<{ readonly isSound: boolean; readonly text: string }> {
  const { liabilitiesRoot, seq, at, robloxUserId, assets } = proof;
  const error = await findProofError(proof);
  if (error !== undefined) return { isSound: false, text: `THE PROOF DOES NOT HOLD: ${error}.` };
  if (published !== undefined && published !== liabilitiesRoot)
    return {
      isSound: false,
      text:
        `The file fits together, but leads to ${liabilitiesRoot}, and not to the published root. If /proof ` +
        `is as of another seq than ${seq}, get a new file.`,
    };
  const counted = assets.map(({ key, amount, root }) => `${amount.padStart(16)} of ${root.sum}  ${key}`);
  const compare =
    published === undefined
      ? 'Compare it with liabilitiesRoot in the /proof of the bank, of the same seq.'
      : '';
  return {
    isSound: true,
    text: [
      `The proof holds: member ${robloxUserId} as of seq ${seq}, ${at}.`,
      ...counted,
      `liabilitiesRoot ${liabilitiesRoot}`,
      ...(compare === '' ? [] : [compare]),
    ].join('\n'),
  };
}
