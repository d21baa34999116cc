type BadgeProps = { readonly count: number; readonly label: string; readonly urgent?: boolean };

/** A number in a pill; from 100 on it only says that there are many. */
export function Badge({ count, label, urgent = false }: BadgeProps) {
  if (count <= 0) return null;
  const colours = urgent ? 'bg-bad text-on-bad' : 'bg-accent text-on-accent';
  return (
    <span
      role="img"
      aria-label={label}
      className={`inline-grid h-4 min-w-4 place-items-center rounded-full px-1 font-bold text-0 leading-none ${colours}`}
    >
      {count > 99 ? '99+' : count}
    </span>
  );
}
