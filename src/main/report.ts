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
  /** Milliseconds since the process was created; only with YINGKE_TIMING=1. */
  | { readonly event: 'timing'; readonly name: string; readonly ms: number };

// Whoever listened may be gone: that is no reason to end.
process.stdout.on('error', () => {});

export function say(report: Report): void {
  process.stdout.write(`YINGKE ${JSON.stringify(report)}\n`);
}
