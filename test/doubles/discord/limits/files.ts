import { ApiError } from '../api-error.ts';
import type { UploadedFile } from '../body.ts';
import { namedFiles } from './embed.ts';
import { invalidForm, type Problem } from './form.ts';
import type { MessageBody } from './message.ts';

/*
 * Source: discord.com/developers/docs/reference#uploading-files: files[n], payload_json, `attachments` whose
 * ids are the n, names of letters, digits, dashes, underscores and dots, 10 MiB, 10 files. Discord shows no
 * picture for an `attachment://` that names no file; here that is refused, since nobody ever means it.
 */
const MAX_FILES = 10;
const MAX_FILE_BYTES = 10 * 1024 * 1024;
const FILE_NAME = /^[A-Za-z0-9_.-]{1,260}$/;

/** Refuses files that do not fit the message they come with. `kept` are those the message has from before. */
export function checkFiles(
  body: MessageBody,
  files: readonly UploadedFile[],
  kept: readonly { readonly id: string; readonly name: string }[],
): void {
  if (files.some((file) => file.bytes.byteLength > MAX_FILE_BYTES)) {
    throw new ApiError(413, 40005, 'Request entity too large');
  }
  const problems = [...countProblems(body, files), ...idProblems(body, files, kept)];
  problems.push(...nameProblems(body, files, kept));
  if (problems.length > 0) throw invalidForm(problems);
}

function countProblems(body: MessageBody, files: readonly UploadedFile[]): Problem[] {
  if (Math.max(files.length, body.attachments?.length ?? 0) <= MAX_FILES) return [];
  return [problem(['files'], `Must be ${MAX_FILES} or fewer in length.`)];
}

function idProblems(
  { attachments }: MessageBody,
  files: readonly UploadedFile[],
  kept: readonly { readonly id: string }[],
): Problem[] {
  const known = new Set([...files, ...kept].map((file) => file.id));
  return (attachments ?? []).flatMap(({ id }, index) =>
    known.has(id) ? [] : [problem(['attachments', index, 'id'], `There is no file ${id}`)],
  );
}

function nameProblems(
  body: MessageBody,
  files: readonly UploadedFile[],
  kept: readonly { readonly name: string }[],
): Problem[] {
  const odd = files.filter((file) => !FILE_NAME.test(file.name));
  const names = new Set([...files, ...kept].map((file) => file.name));
  const lost = (body.embeds ?? []).flatMap(namedFiles).filter((name) => !names.has(name));
  return [
    ...odd.map((file) => problem(['files', Number(file.id)], `Invalid file name ${file.name}`)),
    ...lost.map((name) => problem(['embeds'], `attachment://${name} names no file of this message`)),
  ];
}

function problem(path: Problem['path'], message: string): Problem {
  return { path, code: 'BASE_TYPE_INVALID', message };
}
