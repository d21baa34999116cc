import { Trans, useLingui } from '@lingui/react/macro';
import { useRef, useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Rows } from '../form/row.tsx';
import { TroubleLines } from '../form/trouble-lines.tsx';
import { Face } from './face.tsx';
import { smallPicture } from './picture.ts';

type PictureRowProps = {
  readonly name: string;
  readonly picture: string | null;
  readonly onChange: (picture: string | null) => void;
};

/** The picture that customers see: any file of a picture, made small here. */
export function PictureRow({ name, picture, onChange }: PictureRowProps) {
  const { t } = useLingui();
  const file = useRef<HTMLInputElement>(null);
  const [isBad, setBad] = useState(false);

  async function take(chosen: File | undefined): Promise<void> {
    if (chosen === undefined) return;
    setBad(false);
    await smallPicture(chosen).then(onChange, () => setBad(true));
  }

  return (
    <Rows label={t`Picture`}>
      <div className="flex items-center gap-3">
        <Face name={name} picture={picture} size="card" />
        <input
          ref={file}
          type="file"
          accept="image/png,image/jpeg,image/webp,image/gif"
          tabIndex={-1}
          aria-hidden="true"
          data-testid="person-picture"
          className="sr-only"
          onChange={(event) => {
            void take(event.target.files?.[0]);
            // The same file again is a choice too.
            event.target.value = '';
          }}
        />
        <Button onClick={() => file.current?.click()}>
          <Trans>Choose a picture…</Trans>
        </Button>
        {picture !== null && (
          <Button look="quiet" onClick={() => onChange(null)}>
            <Trans>Remove</Trans>
          </Button>
        )}
      </div>
      <TroubleLines troubles={[]} error={isBad ? t`This file is no picture that can be read.` : null} />
    </Rows>
  );
}
