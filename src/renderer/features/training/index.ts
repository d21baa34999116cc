export { TrainingBar } from './training-bar.tsx';
export { TrainingChoice } from './training-choice.tsx';
