/** Pictures are shown from our own address: by the hub's id, or by the key of one that is here. */
export function picturePath(which: 'file' | 'thumb' | 'own', of: string): string {
  return `/files/${of}/${which}`;
}
