export { RepliesNav } from './nav.tsx';
export { Replies } from './replies.tsx';
