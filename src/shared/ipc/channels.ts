/** The two channels of Electron that carry all calls and news; apart, so that no schema comes with them. */
export const ipcChannels = { call: 'yingke:call', news: 'yingke:news' } as const;
