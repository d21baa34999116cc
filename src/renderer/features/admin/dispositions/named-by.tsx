import { Trans, useLingui } from '@lingui/react/macro';
import { type Checklist, nameIn } from '#shared/domain/customer/handbook.ts';
import { Part } from '../form/row.tsx';
import { go } from '../state/view.ts';

/** The checklists for a kind of case, each with the way to it. */
export function NamedBy({ lists }: { readonly lists: readonly Checklist[] }) {
  const { t, i18n } = useLingui();
  return (
    <Part title={t`Checklists for it`}>
      {lists.length === 0 ? (
        <p className="text-2 text-ink-3">
          <Trans>None of its own. Those for every case are shown with it.</Trans>
        </p>
      ) : (
        <ul className="-mx-1.5 max-w-100">
          {lists.map(({ id, name }) => (
            <li key={id}>
              <button
                type="button"
                onClick={() => go({ section: 'checklists', id })}
                className="foreign min-h-6 w-full truncate rounded-2 px-1.5 py-0.5 text-left text-2 text-accent hover:bg-hover"
              >
                {nameIn(name, i18n.locale)}
              </button>
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}
