import { lazyPart } from '../../../state/lazy-part.tsx';
import { useSignIns } from '../../../state/sign-ins.ts';

const SignInBanner = lazyPart(() => import('./sign-in-banner.tsx').then((m) => m.SignInBanner));

/** Nothing as long as nobody has signed in as oneself on a computer that is new, which is nearly always. */
export function SignInGate() {
  const isAsked = useSignIns((s) => s.asking.length > 0 || s.ended);
  return isAsked ? <SignInBanner /> : null;
}
