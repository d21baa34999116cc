export { listenAt } from './listen.ts';
export { forPages } from './pages.ts';
export { createHttp } from './server.ts';
export { widgetFiles } from './widget-files.ts';
