import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { scenes } from '#shared/domain/training/scenes.ts';
import { type SceneId, sceneIds } from '#shared/domain/training/script.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import { call, refusedWith } from '../../bridge/bridge.ts';
import { chooseTraining } from '../../state/training.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useRefusalText } from '../../ui/refusal-text.ts';
import { useSceneNames } from './use-scene-names.ts';

/** Which customers one wants to train with; they come in a window of their own. */
export function TrainingChoice() {
  const { t } = useLingui();
  const names = useSceneNames();
  const refusalText = useRefusalText();
  const [scene, setScene] = useState<SceneId>('shop');
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const close = () => chooseTraining(false);
  const open = async () => {
    try {
      await call('training.open', { scene });
      close();
    } catch (error) {
      setRefusal(refusedWith(error));
    }
  };
  return (
    <Dialog title={t`Training`} testId="training-choice" onClose={close}>
      <p className="mt-1 text-2 text-ink-2">
        <Trans>
          A second window opens with simulated customers. They are part of this program: nothing leaves this
          computer, and your own desk goes on as it is.
        </Trans>
      </p>
      <fieldset className="mt-3 grid gap-1.5">
        <legend className="sr-only">{t`Scene`}</legend>
        {sceneIds.map((id) => (
          <label
            key={id}
            className={`flex items-start gap-2.5 rounded-3 border p-2.5 ${scene === id ? 'border-accent bg-accent-soft' : 'border-line hover:bg-hover'}`}
          >
            <input
              type="radio"
              name="scene"
              className="mt-1 accent-accent"
              checked={scene === id}
              onChange={() => setScene(id)}
            />
            <span>
              <span className="block font-medium">{names[id].name}</span>
              <span className="block text-2 text-ink-2">{names[id].text}</span>
              <span className="block text-1 text-ink-3">
                <Trans>{scenes[id].length} customers, about 5 minutes</Trans>
              </span>
            </span>
          </label>
        ))}
      </fieldset>
      {refusal !== null && (
        <p role="alert" className="mt-2 text-2 text-bad">
          {refusalText(refusal)}
        </p>
      )}
      <div className="mt-4 flex justify-end gap-2">
        <Button onClick={close}>
          <Trans>Cancel</Trans>
        </Button>
        <Button look="primary" data-testid="training-open" onClick={() => void open()}>
          <Trans>Open training</Trans>
        </Button>
      </div>
    </Dialog>
  );
}
