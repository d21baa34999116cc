export { type AtBoard, type Boards, createBoards } from './board.ts';
