import { useLingui } from '@lingui/react/macro';
import type { EntryBody, OfferEnd, OfferKind } from '#shared/domain/entry.ts';
import { assertNever } from '#shared/domain/exhaustive.ts';

type HandOver = Extract<EntryBody, { kind: 'offered' | 'offer_ended' | 'joined' | 'left' }>;

/** Who was asked, what came of it, and who came and went beside the agent. */
export function useHandOverSentence(me: string | null): (body: HandOver) => string {
  const { t } = useLingui();
  const ended = useEnded(me);
  return (body) => {
    switch (body.kind) {
      case 'offered': {
        const to = body.to.name;
        const by = body.by?.name ?? '';
        const isMine = body.to.id === me;
        const byMe = body.by?.id === me;
        if (body.by === null) return isMine ? t`Offered to you` : t`Offered to ${to}`;
        if (body.how === 'invite') {
          if (byMe) return t`You asked ${to} to join`;
          return isMine ? t`${by} asks you to join` : t`${by} asked ${to} to join`;
        }
        if (byMe) return t`You asked ${to} to take over`;
        return isMine ? t`${by} asks you to take over` : t`${by} asked ${to} to take over`;
      }
      case 'offer_ended':
        return ended(body.because, body.how, body.to);
      case 'joined': {
        const { id, name } = body.person;
        return id === me ? t`You joined the conversation` : t`${name} joined the conversation`;
      }
      case 'left': {
        const { id, name } = body.person;
        return id === me ? t`You left the conversation` : t`${name} left the conversation`;
      }
      default:
        return assertNever(body);
    }
  };
}

function useEnded(
  me: string | null,
): (because: OfferEnd, how: OfferKind, to: { readonly id: string; readonly name: string }) => string {
  const { t } = useLingui();
  return (because, how, { id, name }) => {
    const isMine = id === me;
    switch (because) {
      case 'declined':
        return isMine ? t`You declined` : t`${name} declined`;
      case 'no_answer':
        return isMine ? t`You did not answer in time` : t`${name} did not answer in time`;
      case 'withdrawn':
        if (how === 'invite') {
          return isMine ? t`You are not asked to join any more` : t`${name} is not asked to join any more`;
        }
        return isMine
          ? t`You are not asked to take over any more`
          : t`${name} is not asked to take over any more`;
      case 'gone':
        return isMine ? t`You were not here any more` : t`${name} was not here any more`;
      default:
        return assertNever(because);
    }
  };
}
