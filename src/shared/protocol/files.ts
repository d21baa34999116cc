import * as z from 'zod/mini';
import { fileRef } from '../domain/attached.ts';
import { id, key, sequence, time } from './fields.ts';

/**
 * Files by HTTP (P15). An upload is begun under a key of the device (P3), which answers how much the hub has of
 * it; then piece follows piece, each `PUT` with the place where it belongs as `?at=`. Whoever was cut off begins again
 * under the same key and goes on where the hub says. With the last piece the file is looked at, and taken or refused.
 *
 * All with `authorization: Bearer <token>`, a desk's or a visitor's; answered with `Answer<T>`.
 */
export const filePaths = {
  desk: '/api/desk/files',
  visitor: '/api/visitor/files',
  /** POST: addresses under which the visitor's browser may show files for a while. */
  links: '/api/visitor/files/links',
  /** GET: the bytes, to a desk's token or by a visitor's link. */
  bytes: '/files',
} as const;

/** POST. `name` and `size` as the device has them. */
export const beginUpload = z.strictObject({
  key,
  name: z.string().check(z.maxLength(1000)),
  /** Bytes. */
  size: z.int().check(z.positive()),
  /** Of a desk: no bytes follow, it is a file of a canned reply that the sender may use. `file_gone` where it is not. */
  copyOf: z.optional(id),
});
export type BeginUpload = z.infer<typeof beginUpload>;

/** How far it is: `file` once it is taken. */
export const uploadState = z.object({
  id,
  /** Bytes that the hub has. */
  at: sequence,
  file: z.nullable(fileRef),
});
export type UploadState = z.infer<typeof uploadState>;

/** How many one may ask links for at a time. */
export const maxLinks = 50;

export const linksRequest = z.strictObject({
  ids: z.array(id).check(z.minLength(1), z.maxLength(maxLinks)),
});

/** Those of the asked for that the visitor may see. Paths on the hub; `thumb` null where there is no small picture. */
export const linksAnswer = z.object({
  links: z.array(z.object({ id, url: z.string(), thumb: z.nullable(z.string()) })),
  /** Until when they are good at least, by the hub's clock. */
  until: time,
});
export type LinksAnswer = z.infer<typeof linksAnswer>;
