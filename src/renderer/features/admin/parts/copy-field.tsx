import { Trans, useLingui } from '@lingui/react/macro';
import { Check, Copy } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { TextInput } from '../form/inputs.tsx';

/** Something to be read once and copied. */
export function CopyField({ label, value }: { readonly label: string; readonly value: string }) {
  const { t } = useLingui();
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);

  function copy(): void {
    field.current?.select();
    // The newer way asks for a permission, and pages of this program have none.
    setCopied(document.execCommand('copy'));
  }

  return (
    <div className="flex items-center gap-2">
      <TextInput
        ref={field}
        readOnly
        aria-label={label}
        value={value}
        data-testid="secret"
        className="w-full font-mono"
        onFocus={(event) => event.target.select()}
      />
      <Button onClick={copy} data-testid="copy">
        {copied ? <Check size={13} aria-hidden="true" /> : <Copy size={13} aria-hidden="true" />}
        <span aria-live="polite">{copied ? t`Copied` : <Trans>Copy</Trans>}</span>
      </Button>
    </div>
  );
}
