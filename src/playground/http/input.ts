import { z } from 'zod';
import { robloxUsernameSchema } from '../../bank/verify.ts';

/* What the page of the playground sends. The desk reads again what is for it: these bounds only keep nonsense away. */

const id = z.string().min(1).max(64);
/** As much as Discord lets one write. */
const written = z.string().max(6000);
const word = z.string().max(32);
const path = z.array(word).min(1).max(2);
const named = z.record(word, written).refine((fields) => Object.keys(fields).length <= 25, 'at most 25');
const saying = { memberId: id, messageId: id, place: z.enum(['channel', 'direct', 'operator']) };

export const newcomer = z.strictObject({ name: robloxUsernameSchema, isStaff: z.boolean() });
export const typed = z.strictObject({ ...saying, typed: written.min(1) });
export const asked = z.strictObject({ ...saying, path, options: named });
export const typing = z.strictObject({ memberId: id, path, option: word, typed: written });
export const control = z.strictObject({ memberId: id, controlId: id });
export const press = control.extend({ values: z.array(written).max(25), fields: named });
export const signIn = z.strictObject({ token: z.string().max(256) });
export const nothing = z.strictObject({});
