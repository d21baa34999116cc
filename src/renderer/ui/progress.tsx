type Props = {
  readonly value: number;
  /** What `value` is when it is done. */
  readonly max: number;
  /** Null where the words beside it say the same. */
  readonly label: string | null;
  readonly className?: string;
};

/** How far something is, in the colours of the desk; the browser's own bar has its own. */
export function Progress({ value, max, label, className = 'w-full' }: Props) {
  return (
    <progress
      value={value}
      // A bar of nothing would be without an end, which is said of work that nobody can measure.
      max={Math.max(1, max)}
      {...(label === null ? { 'aria-hidden': true } : { 'aria-label': label })}
      className={`block h-1.5 appearance-none overflow-hidden rounded-full bg-sunk [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:rounded-full [&::-webkit-progress-value]:bg-accent ${className}`}
    />
  );
}
