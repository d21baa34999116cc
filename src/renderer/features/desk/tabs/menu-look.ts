/** What the menus of the tabs share. */
export const menuBox =
  'z-50 max-h-(--radix-dropdown-menu-content-available-height) w-64 overflow-y-auto rounded-3 border border-line bg-panel p-1 text-2 text-ink shadow-pop';
export const menuItem =
  'flex h-7.5 items-center gap-2 rounded-1 px-2 outline-none data-[disabled]:opacity-55 data-[highlighted]:bg-accent-soft data-[highlighted]:text-ink';
