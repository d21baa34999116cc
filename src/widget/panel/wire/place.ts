/** Stands in the widget's bundle for socket.io's `url`: the line gives whole addresses, each a connection of its own. */
export function url(source: string) {
  return { source, id: source, path: new URL(source).pathname, query: '', queryKey: '' };
}
