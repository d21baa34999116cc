/** One line on standard output for whoever started the app: `YINGKE {json}`. */
export type Report =
  | {
      readonly event: 'ready';
      readonly hub: string | null;
      readonly shop: string | null;
      readonly accounts: string | null;
      readonly window: true;
    }
  | { readonly event: 'second-instance' }
  | { readonly event: 'failed'; readonly code: string; readonly message: string }
  /** `kept` is not the desk's; `failed` could not be removed: the desk's data is not all gone. */
  | {
      readonly event: 'wiped';
      readonly removed: readonly string[];
      readonly kept: readonly string[];
      readonly failed: readonly { readonly name: string; readonly code: string }[];
    }
  /** Milliseconds since the process was created; only with YINGKE_TIMING=1. */
  | { readonly event: 'timing'; readonly name: string; readonly ms: number };

// Whoever listened may be gone: that is no reason to end.
process.stdout.on('error', () => {});

export function say(report: Report): void {
  process.stdout.write(`YINGKE ${JSON.stringify(report)}\n`);
}
