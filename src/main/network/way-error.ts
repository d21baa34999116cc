import type { WayFault } from '#shared/domain/network/fault.ts';

/** A connection that was not made, and is known why. */
export class WayError extends Error {
  readonly code: string;
  readonly fault: WayFault;

  constructor(fault: WayFault) {
    super(`no way to the host: ${fault.kind}`);
    this.name = 'WayError';
    this.fault = fault;
    this.code = `WAY_${fault.kind.toUpperCase().replaceAll('-', '_')}`;
  }
}
