export { listenAt } from './listen.ts';
export { createHttp } from './server.ts';
export { widgetFiles } from './widget-files.ts';
