export { listenAt } from './listen.ts';
export { forPages } from './pages.ts';
export {
  type Caller,
  callers,
  onlyRegistered,
  type RouteRegistry,
  type RouteRule,
  staff,
} from './registry.ts';
export { createHttp } from './server.ts';
export { widgetFiles } from './widget-files.ts';
