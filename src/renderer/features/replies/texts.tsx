import { Trans, useLingui } from '@lingui/react/macro';
import { X } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { nameIn } from '#shared/domain/customer/handbook.ts';
import { type VariableName, variableNames } from '#shared/domain/replies/variables.ts';
import { useCustomers } from '../../state/customers.ts';
import { typeInto } from '../../ui/type-into.ts';
import { languageName } from './language-name.ts';
import type { Draft } from './model.ts';
import { Preview } from './preview.tsx';
import { edit } from './state.ts';

/** Languages that are offered first; others are written by their tag. */
const offered = ['zh-CN', 'en', 'zh-TW', 'ja', 'ko', 'es', 'fr', 'de', 'ru', 'pt-BR', 'ar', 'th', 'vi'];

/** The text, language by language, with what can be put into it and what it looks like then. */
export function Texts({ draft: { id, content } }: { readonly draft: Draft }) {
  const { t, i18n } = useLingui();
  const field = useRef<HTMLTextAreaElement>(null);
  const label = useId();
  const [at, setAt] = useState(0);
  const { texts } = content;
  const shown = Math.min(at, texts.length - 1);
  const current = texts[shown] ?? { language: 'zh-CN', text: '' };
  const left = offered.filter((tag) => !texts.some(({ language }) => language === tag));

  const write = (text: string) =>
    edit(id, { texts: texts.map((one, place) => (place === shown ? { ...one, text } : one)) });

  function put(name: string): void {
    const area = field.current;
    if (area === null) return;
    typeInto(area, { from: area.selectionStart, to: area.selectionEnd }, `{{${name}}}`);
  }

  return (
    <div className="grid gap-2">
      <fieldset className="flex flex-wrap items-center gap-1" aria-label={t`Languages`}>
        {texts.map(({ language }, place) => (
          <span
            key={language}
            className={`flex h-7 items-center rounded-2 border text-2 ${place === shown ? 'border-accent bg-accent-soft text-accent' : 'border-line text-ink-2'}`}
          >
            <button
              type="button"
              aria-pressed={place === shown}
              data-testid="reply-language"
              onClick={() => setAt(place)}
              className="h-full rounded-2 px-2"
            >
              {languageName(language, i18n.locale)}
            </button>
            {texts.length > 1 && place === shown && (
              <button
                type="button"
                aria-label={t`Remove this language`}
                title={t`Remove this language`}
                onClick={() => edit(id, { texts: texts.filter((_, other) => other !== place) })}
                className="grid h-full w-6 place-items-center rounded-2 hover:bg-hover"
              >
                <X size={12} aria-hidden="true" />
              </button>
            )}
          </span>
        ))}
        {texts.length < 10 && (
          <select
            value=""
            aria-label={t`Add a language`}
            data-testid="reply-add-language"
            onChange={(event) => {
              edit(id, { texts: [...texts, { language: event.target.value, text: '' }] });
              setAt(texts.length);
            }}
            className="h-7 rounded-2 border border-line bg-panel px-1 text-2 text-ink-2"
          >
            <option value="" disabled>
              {t`Add a language`}
            </option>
            {left.map((tag) => (
              <option key={tag} value={tag}>
                {languageName(tag, i18n.locale)}
              </option>
            ))}
          </select>
        )}
      </fieldset>
      <label htmlFor={label} className="sr-only">
        <Trans>Text</Trans>
      </label>
      <textarea
        ref={field}
        id={label}
        rows={5}
        dir="auto"
        lang={current.language}
        spellCheck={false}
        maxLength={4000}
        value={current.text}
        data-testid="reply-text"
        onChange={(event) => write(event.target.value)}
        className="min-h-24 w-full resize-none rounded-2 border border-line-strong bg-panel px-2.5 py-1.5 text-4 leading-[1.5] outline-none [field-sizing:content] focus-visible:border-accent focus-visible:outline-2 focus-visible:outline-focus disabled:opacity-70"
      />
      <Variables onPut={put} />
      <Preview text={current.text} language={current.language} />
    </div>
  );
}

/** What is filled in when the reply is inserted. */
function Variables({ onPut }: { readonly onPut: (name: string) => void }) {
  const { t, i18n } = useLingui();
  const own = useCustomers((s) => s.handbook.fields);
  const names: Readonly<Record<VariableName, string>> = {
    'customer.name': t`Customer’s name`,
    'customer.email': t`Customer’s e-mail`,
    'customer.phone': t`Customer’s telephone`,
    'customer.company': t`Customer’s company`,
    'agent.name': t`My name`,
    'agent.email': t`My e-mail`,
    'order.id': t`Order number`,
    'page.title': t`Page they are on`,
    'shop.name': t`Name of the house`,
  };
  const example = `{{customer.name|${t`dear customer`}}}`;
  return (
    <div className="grid gap-1">
      <fieldset className="flex flex-wrap items-center gap-1" aria-label={t`Fill in`}>
        <span className="text-1 text-ink-3">
          <Trans>Fill in:</Trans>
        </span>
        {variableNames.map((name) => (
          <button
            key={name}
            type="button"
            title={`{{${name}}}`}
            data-testid="reply-variable"
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onPut(name)}
            className="h-6 rounded-2 border border-line px-1.5 text-1 text-ink-2 hover:bg-hover disabled:opacity-55"
          >
            {names[name]}
          </button>
        ))}
        {own.map(({ key, label }) => (
          <button
            key={key}
            type="button"
            title={`{{customer.${key}}}`}
            data-testid="reply-variable"
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onPut(`customer.${key}`)}
            className="foreign h-6 rounded-2 border border-line px-1.5 text-1 text-ink-2 hover:bg-hover disabled:opacity-55"
          >
            {nameIn(label, i18n.locale)}
          </button>
        ))}
      </fieldset>
      <p className="text-1 text-ink-3">{t`Words after a bar stand there where nothing is known: ${example}`}</p>
    </div>
  );
}
