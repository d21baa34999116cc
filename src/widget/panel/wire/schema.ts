/**
 * Stands in the widget's bundle for `zod/mini`: of it only what the visitor's protocol is written with, and no words for
 * what does not fit, which nobody reads in a browser. What it takes and gives is the library's, held to that by
 * `schema.test.ts` for every schema that the widget checks with.
 */

/** What a reader gives for what does not fit. */
const no = Symbol('no');

type Read = (value: unknown) => unknown;
type Check = (value: never) => boolean;
type Schema = {
  readonly read: Read;
  /** Its key may be missing: from an object that has none nothing is read, or what the reader gives instead. */
  readonly may?: 'miss' | 'default';
  /** Of a literal. */
  readonly only?: unknown;
  /** Of an object. */
  readonly shape?: Shape;
};
type Shape = Readonly<Record<string, Schema>>;

function make(read: Read, more: Omit<Schema, 'read'> = {}) {
  return {
    ...more,
    read,
    check: (...checks: Check[]) =>
      make((raw) => {
        const value = read(raw);
        return value !== no && checks.every((fits) => fits(value as never)) ? value : no;
      }, more),
    safeParse(raw: unknown) {
      const data = read(raw);
      return data === no ? { success: false } : { success: true, data };
    },
    parse(raw: unknown) {
      const data = read(raw);
      if (data === no) throw new TypeError('not understood');
      return data;
    },
  };
}

const when = (fits: (value: unknown) => boolean) => make((value) => (fits(value) ? value : no));
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const string = () => when((value) => typeof value === 'string');
export const boolean = () => when((value) => typeof value === 'boolean');
export const int = () => when(Number.isSafeInteger);
export const unknown = () => when(() => true);
export const custom = (fits: (value: unknown) => boolean) => when(fits);
const nothing = () => when((value) => value === null);

export { nothing as null };
export const literal = (only: unknown) => make((value) => (value === only ? value : no), { only });
const oneOf = (values: readonly unknown[]) => when((value) => values.includes(value));

export { oneOf as enum };

const form =
  /^([\da-fA-F]{8}-[\da-fA-F]{4}-[1-8][\da-fA-F]{3}-[89abAB][\da-fA-F]{3}-[\da-fA-F]{12}|0{8}(-0{4}){3}-0{12}|f{8}(-f{4}){3}-f{12})$/;
export const uuid = () => when((value) => typeof value === 'string' && form.test(value));

export const nullable = ({ read, may }: Schema) =>
  make((value) => (value === null ? null : read(value)), may && { may });
export const optional = ({ read }: Schema) =>
  make((value) => (value === undefined ? undefined : read(value)), { may: 'miss' });
const fallback = ({ read }: Schema, instead: unknown) =>
  make(
    (raw) => {
      const value = read(raw);
      return value === no ? instead : value;
    },
    { may: 'default' },
  );

export { fallback as catch };

export const array = ({ read }: Schema) =>
  make((value) => {
    if (!Array.isArray(value)) return no;
    const all = value.map(read);
    return all.includes(no) ? no : all;
  });

export const record = (key: Schema, { read }: Schema) =>
  make((raw) => {
    if (!isObject(raw)) return no;
    const all: Record<string, unknown> = {};
    for (const [name, each] of Object.entries(raw)) {
      if (name === '__proto__') continue;
      const value = read(each);
      if (key.read(name) === no || value === no) return no;
      all[name] = value;
    }
    return all;
  });

function objectOf(shape: Shape, strict: boolean) {
  return make(
    (raw) => {
      if (!isObject(raw) || (strict && Object.keys(raw).some((name) => !Object.hasOwn(shape, name))))
        return no;
      const all: Record<string, unknown> = {};
      for (const [name, { read, may }] of Object.entries(shape)) {
        if (name in raw || may === 'default') {
          const value = read(raw[name]);
          if (value === no) return no;
          all[name] = value;
        } else if (!may) return no;
      }
      return all;
    },
    { shape },
  );
}
/** What it does not name is left out. */
export const object = (shape: Shape) => objectOf(shape, false);
export const strictObject = (shape: Shape) => objectOf(shape, true);

export const discriminatedUnion = (name: string, all: readonly Schema[]) =>
  make((raw) => {
    const one = isObject(raw) && all.find(({ shape }) => shape?.[name]?.only === raw[name]);
    return one ? one.read(raw) : no;
  });

export const minimum = (least: number) => (value: number) => value >= least;
export const maximum = (most: number) => (value: number) => value <= most;
export const minLength = (least: number) => (value: string) => value.length >= least;
export const maxLength = (most: number) => (value: string) => value.length <= most;
export const positive = () => (value: number) => value > 0;
export const nonnegative = () => minimum(0);
export const regex = (pattern: RegExp) => (value: string) => pattern.test(value);
export const refine = (fits: (value: never) => boolean) => fits;
