import { useLingui } from '@lingui/react/macro';
import { useSupervision } from '../../state/supervision.ts';

/** What an agent is told of who watches their conversations: some places require that they know. */
export function useToldText(): { readonly live: string; readonly afterwards: string } {
  const { t } = useLingui();
  const { allowed, told, toldAfterwards } = useSupervision();
  // Admins may everything: that nobody watches can never be said.
  const adminsAlone = {
    never: t`Only administrators can watch your conversations. You are not told when they do.`,
    somebody: t`Only administrators can watch your conversations. You are told that somebody watches, not who.`,
    name: t`Only administrators can watch your conversations. You are told who watches.`,
  };
  const supervisors = {
    never: t`Supervisors can watch your conversations. You are not told when they do.`,
    somebody: t`Supervisors can watch your conversations. You are told that somebody watches, not who.`,
    name: t`Supervisors can watch your conversations. You are told who watches.`,
  };
  return {
    live: (allowed.includes('watch') ? supervisors : adminsAlone)[told],
    afterwards: {
      never: t`They can read closed ones too. You are not told when they do.`,
      somebody: t`They can read closed ones too. You are told that somebody does, not who.`,
      name: t`They can read closed ones too. You are told who does.`,
    }[toldAfterwards],
  };
}
