/** How the fields look by which one says what is reported. */
export const edge =
  'h-6.5 rounded-2 border border-line-strong bg-panel px-1.5 text-2 text-ink outline-none focus-visible:border-accent focus-visible:outline-2 focus-visible:outline-focus';
