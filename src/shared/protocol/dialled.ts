import * as z from 'zod/mini';

/** A telephone number as it is dialled: digits, with or without a plus. */
export const dialled = z.string().check(z.regex(/^\+?\d{3,20}$/u));
