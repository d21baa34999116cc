/** Stands for socket.io's WebTransport: never asked for, since the line names the transports it uses. */
export const WT = undefined;
