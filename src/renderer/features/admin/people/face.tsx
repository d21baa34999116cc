import { Avatar } from '../../../ui/avatar.tsx';

type FaceProps = { readonly name: string; readonly picture: string | null; readonly size: 'row' | 'card' };

const sizes = { row: 'size-7.5', card: 'size-11' } as const;

/** Picture of a person, or their initial. */
export function Face({ name, picture, size }: FaceProps) {
  if (picture === null) return <Avatar name={name.trim() === '' ? '?' : name} hue={0} size={size} />;
  return <img src={picture} alt="" className={`shrink-0 rounded-full object-cover ${sizes[size]}`} />;
}
