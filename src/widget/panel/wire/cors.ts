/** Stands for socket.io's question whether a browser can ask another origin: all of ours can. */
export const hasCORS = true;
