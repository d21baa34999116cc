import { useLingui } from '@lingui/react/macro';

/** In the data's order. */
export function useEmojiGroupNames(): readonly string[] {
  const { t } = useLingui();
  return [
    t`Smileys`,
    t({ message: 'People', context: 'emoji' }),
    t`Animals and nature`,
    t`Food and drink`,
    t`Travel and places`,
    t`Activities`,
    t`Objects`,
    t`Symbols`,
    t`Flags`,
  ];
}
