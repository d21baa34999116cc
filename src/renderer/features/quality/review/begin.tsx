import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useRef, useState } from 'react';
import { nameIn } from '#shared/domain/customer/handbook.ts';
import { newId } from '#shared/domain/key.ts';
import { call, refusedWith } from '../../../bridge/bridge.ts';
import { closeReview, openReview, showQuality } from '../../../state/quality.ts';
import { Button } from '../../../ui/button.tsx';
import { useRefusalText } from '../../../ui/refusal-text.ts';
import { AskedView } from '../parts/asked-view.tsx';
import { Page } from '../parts/page.tsx';
import { useAsked } from '../parts/use-asked.ts';

/** With which card a conversation is looked at; where there is but one, with that. */
export function Begin({ conversationId }: { readonly conversationId: string }) {
  const { t, i18n } = useLingui();
  const refusalText = useRefusalText();
  const asked = useAsked('quality.cards', {});
  const [trouble, setTrouble] = useState<string | null>(null);
  /** The same once more, when the answer was lost, is the same review. */
  const id = useRef(newId());
  const begin = async (cardId: string) => {
    setTrouble(null);
    try {
      const { review } = await call('quality.begin', { id: id.current, conversationId, cardId });
      openReview(review.id);
    } catch (error) {
      const refusal = refusedWith(error);
      setTrouble(
        refusal.code === 'forbidden'
          ? t`You had a part in this conversation yourself: somebody else has to review it.`
          : refusalText(refusal),
      );
    }
  };
  const inUse = asked.value?.cards.filter(({ retired }) => !retired) ?? [];
  const only = inUse.length === 1 ? inUse[0]?.id : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: begun once, as soon as it is known with what
  useEffect(() => {
    if (only !== undefined) void begin(only);
  }, [only]);
  return (
    <Page
      title={t`Review a conversation`}
      actions={
        <Button onClick={closeReview}>
          <Trans>Cancel</Trans>
        </Button>
      }
    >
      <AskedView asked={asked}>
        {() => (
          <div className="grid justify-items-center gap-3 p-8 text-2">
            {trouble !== null && <p role="alert">{trouble}</p>}
            {inUse.length === 0 && (
              <>
                <p>
                  <Trans>There is no score card yet.</Trans>
                </p>
                <Button look="primary" onClick={() => showQuality('cards')}>
                  <Trans>Score cards</Trans>
                </Button>
              </>
            )}
            {inUse.length > 1 && (
              <>
                <p>
                  <Trans>With which score card?</Trans>
                </p>
                {inUse.map((card) => (
                  <Button key={card.id} data-testid="begin-card" onClick={() => void begin(card.id)}>
                    <span className="foreign">{nameIn(card.name, i18n.locale)}</span>
                  </Button>
                ))}
              </>
            )}
          </div>
        )}
      </AskedView>
    </Page>
  );
}
