/** Stands for socket.io's writer of queries: browsers have one. */
export const encode = (query: Record<string, string>): string => `${new URLSearchParams(query)}`;
/** Of a query that is given as a text, which the line never does. */
export const decode = (text: string): Record<string, string> => Object.fromEntries(new URLSearchParams(text));
