/**
 * The channels of Electron, apart, so that no schema comes with them: all calls, all news, the preload script's word that the
 * page's process is at work, and main's to it that the start is over.
 */
export const ipcChannels = {
  call: 'yingke:call',
  news: 'yingke:news',
  here: 'yingke:here',
  rest: 'yingke:rest',
} as const;
