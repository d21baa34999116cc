import { useLingui } from '@lingui/react/macro';

/** Who wrote a version: a person's name, or what the hub calls who runs it. */
export function useWriterName(): (by: string) => string {
  const { t } = useLingui();
  return (by) => {
    if (by === 'operator') return t`The hub's operator`;
    return by === 'Yingke' ? t`The hub itself` : by;
  };
}
