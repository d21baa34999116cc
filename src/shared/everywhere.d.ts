/**
 * What browsers and Node have alike, and code that both run may use. Only this much: the types of
 * either would let in what the other does not have.
 */
declare const crypto: { getRandomValues<T extends Uint8Array>(array: T): T };
declare class URL {
  constructor(address: string, base?: string);
  readonly protocol: string;
  readonly username: string;
  readonly password: string;
  readonly href: string;
  readonly origin: string;
  readonly searchParams: { get(name: string): string | null };
}
