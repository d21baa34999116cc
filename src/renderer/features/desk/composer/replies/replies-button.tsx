import { Trans, useLingui } from '@lingui/react/macro';
import { useComposer } from '../composer-api.ts';

/** For who does not know the key: writes the slash at the caret, which opens the replies. */
export function RepliesButton() {
  const { t } = useLingui();
  const { obstacle, text, caret, replace } = useComposer();
  function open(): void {
    const before = text.slice(0, caret).at(-1) ?? '';
    replace(caret, caret, before === '' || /\s/u.test(before) ? '/' : ' /');
  }
  return (
    <button
      type="button"
      disabled={obstacle !== null}
      title={t`Canned replies: type / and a shortcut, words or pinyin`}
      data-testid="composer-replies"
      onMouseDown={(event) => event.preventDefault()}
      onClick={open}
      className="flex h-6.5 items-center gap-1 whitespace-nowrap rounded-2 px-1.5 hover:bg-hover hover:text-ink"
    >
      <span aria-hidden="true" className="font-mono">
        /
      </span>
      <Trans>Replies</Trans>
    </button>
  );
}
