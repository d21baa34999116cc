type AvatarProps = { readonly name: string; readonly hue: number; readonly size: 'row' | 'bubble' | 'card' };

const sizes = { row: 'size-7.5 text-2', bubble: 'size-7 text-1', card: 'size-11 text-5' } as const;

/** The first letter of a name on the tint of the conversation's hue. Says nothing that the name does not. */
export function Avatar({ name, hue, size }: AvatarProps) {
  return (
    <span
      aria-hidden="true"
      data-hue={hue}
      className={`foreign grid shrink-0 select-none place-items-center rounded-full bg-hue-tint font-bold text-hue-ink ${sizes[size]}`}
    >
      {initialOf(name)}
    </span>
  );
}

/** By grapheme: an emoji or a letter with marks is not cut in two. */
export function initialOf(name: string): string {
  const [first] = new Intl.Segmenter().segment(name.trim());
  return first?.segment.toUpperCase() ?? '?';
}
