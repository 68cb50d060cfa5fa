import { z } from 'zod';
import { invalidForm } from './limits/form.ts';

/** A file of a multipart body. `id` is the n of its `files[n]`. */
export interface UploadedFile {
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

export interface Body {
  readonly json: unknown;
  readonly files: readonly UploadedFile[];
}

const FILE_FIELD = /^files\[(\d+)\]$/;

/**
 * Reads JSON, or `payload_json` and `files[n]` of a multipart body
 * (developers/docs/reference#uploading-files).
 */
export async function readBody(request: Request): Promise<Body> {
  const type = request.headers.get('content-type') ?? '';
  if (!type.startsWith('multipart/form-data')) {
    const written = await request.text();
    return { json: written === '' ? undefined : parse(written), files: [] };
  }
  const form = await request.formData();
  const files: UploadedFile[] = [];
  for (const [field, value] of form.entries()) {
    if (typeof value !== 'string') files.push(await readFile(field, value));
  }
  const payload = form.get('payload_json');
  return { json: typeof payload === 'string' ? parse(payload) : {}, files };
}

async function readFile(field: string, file: File): Promise<UploadedFile> {
  const id = FILE_FIELD.exec(field)?.[1];
  if (id === undefined) {
    const message = 'A file belongs in a field files[n]';
    throw invalidForm([{ path: [field], code: 'BASE_TYPE_INVALID', message }]);
  }
  return { id, name: file.name, contentType: file.type, bytes: await file.bytes() };
}

function parse(written: string): unknown {
  const result = z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue('not JSON');
        return z.NEVER;
      }
    })
    .safeParse(written);
  if (result.success) return result.data;
  throw invalidForm([{ path: [], code: 'BASE_TYPE_INVALID', message: 'The body is not JSON' }]);
}
