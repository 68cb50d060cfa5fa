import { readFileSync } from 'node:fs';
import { defineCommand } from 'citty';
import { findProofError, type ProofFile, proofFile } from '../check-proof.ts';
import { CommandError, JSON_OPTION, option } from './command-line.ts';
import { explainError } from './explain-error.ts';
import { STATUS } from './status.ts';

/** Checks a member's proof file. It asks no bank: the file is all that it reads. */
export const createCheckProofCommand = () =>
  defineCommand({
    meta: { name: 'check-proof', description: "Checks a member's proof file without asking the bank." },
    args: {
      file: { type: 'positional', required: true, description: 'The file that /proof gave on Discord' },
      ...JSON_OPTION,
      root: option('The liabilitiesRoot that the bank has published in /proof'),
    },
    run: async ({ args }) => {
      const { isSound, text } = await checkProof(readProof(args.file), args.root);
      return { text, data: { ok: isSound, text }, status: isSound ? STATUS.done : STATUS.found };
    },
  });

function readProof(file: string): ProofFile {
  const text = readText(file);
  try {
    return proofFile.parse(JSON.parse(text));
  } catch (cause) {
    const what = `${file} is not a proof file: ask the bot for /proof on Discord.`;
    throw new CommandError(what, { cause, status: STATUS.found });
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw explainError(error, 'The proof was not checked', file);
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
