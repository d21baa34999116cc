export { DeskContext } from './context/context-panel.tsx';
export { Desk } from './desk.tsx';
export { DeskList } from './list/conversation-list.tsx';
