export { LiveBoard } from './live-board.tsx';
