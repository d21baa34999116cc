/** Pictures are shown from our own address: by the hub's id, or by the key of one that is here. `query` is the page's own: it says of which account. */
export function picturePath(which: 'file' | 'thumb' | 'own', of: string, query: string): string {
  return `/files/${of}/${which}${query}`;
}
