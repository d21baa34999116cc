/**
 * What `make` makes, made when somebody first asks anything of it. A schema of zod's is a hundred small functions; the desk has
 * three thousand of them, and its first screen needs a few dozen (`late-schemas.mjs`).
 * @template {object} T
 * @param {() => T} make
 * @returns {T}
 */
export function lateSchema(make) {
  /** @type {T | null} */
  let made = null;
  const it = () => {
    made ??= make();
    return made;
  };
  const target = /** @type {T} */ ({});
  return new Proxy(target, {
    get: (_, key) => Reflect.get(it(), key),
    set: (_, key, value) => Reflect.set(it(), key, value),
    has: (_, key) => Reflect.has(it(), key),
    getPrototypeOf: () => Reflect.getPrototypeOf(it()),
    // Its own properties cannot be shown truly (they are fixed, and this is not the thing itself). Nobody may see none.
    ownKeys: () => {
      throw new TypeError('a schema is asked, not copied: name its `shape` instead');
    },
  });
}
