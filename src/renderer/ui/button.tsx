import type { ButtonHTMLAttributes, Ref } from 'react';

type Look = 'plain' | 'primary' | 'danger' | 'quiet' | 'icon';

const looks: Readonly<Record<Look, string>> = {
  plain: 'h-6.5 border border-line bg-panel px-2.5 hover:bg-hover',
  primary: 'h-6.5 border border-accent bg-accent px-2.5 font-medium text-on-accent hover:bg-accent-hover',
  danger: 'h-6.5 border border-bad bg-bad px-2.5 font-medium text-on-bad hover:opacity-90',
  quiet: 'h-5.5 px-1.5 text-ink-2 hover:bg-hover hover:text-ink',
  icon: 'size-6.5 shrink-0 justify-center text-ink-3 hover:bg-hover hover:text-ink',
};

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  readonly look?: Look;
  readonly ref?: Ref<HTMLButtonElement>;
};

/** A button. One that shows only an icon needs an `aria-label`, which becomes its tooltip too. */
export function Button({ look = 'plain', className = '', ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      title={look === 'icon' ? rest['aria-label'] : undefined}
      className={`inline-flex items-center gap-1.5 whitespace-nowrap rounded-2 text-2 disabled:opacity-55 ${looks[look]} ${className}`}
      {...rest}
    />
  );
}
