import type { InputHTMLAttributes, SelectHTMLAttributes } from 'react';

const edge =
  'rounded-2 border border-line-strong bg-panel text-ink outline-none focus-visible:border-accent focus-visible:outline-2 focus-visible:outline-focus disabled:opacity-55';

export function Select({ className = '', ...rest }: SelectHTMLAttributes<HTMLSelectElement>) {
  return <select className={`h-7.5 min-w-0 max-w-full px-1.5 ${edge} ${className}`} {...rest} />;
}

export function Input({ className = '', ...rest }: InputHTMLAttributes<HTMLInputElement>) {
  return <input className={`h-7.5 min-w-0 px-2 ${edge} ${className}`} {...rest} />;
}

/** On or off. */
export function Toggle({
  label,
  ...rest
}: InputHTMLAttributes<HTMLInputElement> & { readonly label: string }) {
  return (
    <span className="flex items-center gap-2 pt-1 text-2">
      <input type="checkbox" className="size-4 accent-accent" aria-label={label} {...rest} />
    </span>
  );
}
