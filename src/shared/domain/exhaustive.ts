/** Ends a switch over a union: a new member is a type error here before it is a fault there. */
export function assertNever(value: never): never {
  throw new Error(`unexpected ${typeof value}`);
}
