import type { InputHTMLAttributes, Ref, SelectHTMLAttributes, TextareaHTMLAttributes } from 'react';

const edge =
  'rounded-2 border border-line-strong bg-panel outline-none placeholder:text-ink-3 focus-visible:border-accent focus-visible:outline-2 focus-visible:outline-focus aria-invalid:border-bad disabled:opacity-55';

type TextInputProps = InputHTMLAttributes<HTMLInputElement> & { readonly ref?: Ref<HTMLInputElement> };

/** Something of one line that is typed. */
export function TextInput({ className = 'w-full max-w-90', ...rest }: TextInputProps) {
  return (
    <input
      type="text"
      spellCheck={false}
      autoComplete="off"
      dir="auto"
      className={`h-7.5 min-w-0 px-2 ${edge} ${className}`}
      {...rest}
    />
  );
}

export function TextArea({ className = 'w-full', ...rest }: TextareaHTMLAttributes<HTMLTextAreaElement>) {
  return (
    <textarea
      spellCheck={false}
      dir="auto"
      className={`resize-none px-2 py-1 [field-sizing:content] ${edge} ${className}`}
      {...rest}
    />
  );
}

/** One of a few. The system's own list, which every keyboard and screen reader knows. */
export function Select({ className = '', ...rest }: SelectHTMLAttributes<HTMLSelectElement>) {
  return <select className={`h-7.5 min-w-0 max-w-full px-1.5 text-ink ${edge} ${className}`} {...rest} />;
}

export function Check({
  label,
  className = '',
  ...rest
}: InputHTMLAttributes<HTMLInputElement> & { readonly label: string }) {
  return (
    <label className={`flex min-w-0 items-center gap-2 text-2 leading-7 ${className}`}>
      <input type="checkbox" className="accent-accent" {...rest} />
      <span className="foreign truncate">{label}</span>
    </label>
  );
}

export function Radio({
  label,
  text,
  ...rest
}: InputHTMLAttributes<HTMLInputElement> & { readonly label: string; readonly text?: string | undefined }) {
  return (
    <label className="flex min-w-0 items-start gap-2 py-0.5 text-2 leading-5">
      <input type="radio" className="mt-1 accent-accent" {...rest} />
      <span className="min-w-0">
        {label}
        {text !== undefined && <span className="block text-1 text-ink-3">{text}</span>}
      </span>
    </label>
  );
}
