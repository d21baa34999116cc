import { useLayoutEffect, useRef } from '../drawing.ts';

type Choice = { readonly name: string; readonly run: () => void; readonly on?: boolean };
type MenuProps = {
  readonly label: string;
  /** With `on` it is a switch. */
  readonly choices: readonly Choice[];
  /** `chosen`: something was; else the keyboard goes back to where it was opened. */
  readonly close: (chosen: boolean) => void;
};

/** A list of things to do, with the keys that such lists have. */
export function Menu({ label, choices, close }: MenuProps) {
  const list = useRef<HTMLDivElement>(null);
  const items = (): HTMLElement[] => [...(list.current?.querySelectorAll('button') ?? [])];
  useLayoutEffect(() => {
    items()[0]?.focus();
  }, []);
  const onKeyDown = (event: KeyboardEvent): void => {
    const all = items();
    const root = list.current?.getRootNode() as ShadowRoot;
    const at = all.indexOf(root.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (to !== undefined) all.at(to % all.length)?.focus();
    else if (event.key === 'Escape' || event.key === 'Tab') close(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      ref={list}
      class="menu"
      role="menu"
      aria-label={label}
      data-yk="menu"
      onKeyDown={onKeyDown}
      onFocusOut={(event: FocusEvent) => {
        const to = event.relatedTarget;
        if (to instanceof Node && !list.current?.contains(to)) close(true);
      }}
    >
      {choices.map(({ name, run, on }) => (
        <button
          key={name}
          type="button"
          role={on === undefined ? 'menuitem' : 'menuitemcheckbox'}
          {...(on !== undefined && { 'aria-checked': on })}
          onClick={() => {
            close(true);
            run();
          }}
        >
          {name}
          {on !== undefined && <span aria-hidden="true">{on ? '✓' : ''}</span>}
        </button>
      ))}
    </div>
  );
}
