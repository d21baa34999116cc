export { PassPhrase } from './pass-phrase.tsx';
export { SignIn } from './sign-in.tsx';
