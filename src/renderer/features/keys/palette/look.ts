/** How a line of the list looks; the chosen one is marked by the library. */
export const itemLook =
  'flex min-h-8 cursor-default items-center gap-2.5 rounded-2 px-3 py-1 text-2 data-[selected=true]:bg-accent-soft';

export const groupLook =
  '[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-1 [&_[cmdk-group-heading]]:text-ink-3';
