/** Where the composer will stand, as high as it is with nothing in it: what is above does not move when it comes. */
export function ComposerPlace() {
  return (
    <div
      aria-hidden="true"
      className="mx-4 mb-3 h-29.5 shrink-0 rounded-3 border border-line-strong bg-panel shadow-low"
    />
  );
}
