export { OwnResults } from './own/own-results.tsx';
export { Quality } from './quality.tsx';
