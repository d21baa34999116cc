import { useLingui } from '@lingui/react/macro';
import { type ReactNode, useId } from 'react';
import type { ReplyScope } from '#shared/domain/replies/reply.ts';
import type { Role } from '#shared/protocol/handshake.ts';
import { useHouse } from '../../state/house.ts';
import { useScopeNames } from '../../ui/reply-scope.ts';
import { type Draft, mayChange, sameShortcut } from './model.ts';
import { edit, useEditor } from './state.ts';

export const control =
  'h-8 w-full min-w-0 rounded-2 border border-line-strong bg-panel px-2 outline-none placeholder:text-ink-3 focus-visible:border-accent focus-visible:outline-2 focus-visible:outline-focus disabled:opacity-70';

type LabelledProps = {
  readonly label: string;
  readonly note?: ReactNode;
  readonly children: (id: string) => ReactNode;
};

/** A control under its label, and what there is to say of it. */
function Labelled({ label, note, children }: LabelledProps) {
  const id = useId();
  return (
    <div className="grid min-w-0 content-start gap-1">
      <label htmlFor={id} className="font-medium text-2 text-ink-2">
        {label}
      </label>
      {children(id)}
      {note}
    </div>
  );
}

type FieldProps = { readonly draft: Draft };

export function TitleField({ draft: { id, content } }: FieldProps) {
  const { t } = useLingui();
  return (
    <Labelled label={t`Title`}>
      {(input) => (
        <input
          id={input}
          type="text"
          dir="auto"
          spellCheck={false}
          maxLength={80}
          value={content.title}
          data-testid="reply-title"
          onChange={(event) => edit(id, { title: event.target.value })}
          className={control}
        />
      )}
    </Labelled>
  );
}

/** With whom else it would be met under the same shortcut. */
export function ShortcutField({ draft }: FieldProps) {
  const { t } = useLingui();
  const replies = useEditor((s) => s.replies);
  const [same] = sameShortcut(replies.values(), draft);
  const title = same?.title ?? '';
  return (
    <Labelled
      label={t`Shortcut`}
      note={
        same !== undefined && (
          <p role="status" data-testid="reply-same" className="foreign text-1 text-warn">
            {t`“${title}” has this shortcut too.`}
          </p>
        )
      }
    >
      {(input) => (
        <input
          id={input}
          type="text"
          spellCheck={false}
          maxLength={32}
          value={draft.content.shortcut}
          placeholder={t`what is typed after /`}
          data-testid="reply-shortcut"
          onChange={(event) => edit(draft.id, { shortcut: event.target.value.replace(/^\//u, '') })}
          className={`${control} font-mono`}
        />
      )}
    </Labelled>
  );
}

export function ScopeField({ draft: { id, content }, role }: FieldProps & { readonly role: Role }) {
  const { t } = useLingui();
  const names = useScopeNames();
  const groups = useHouse((s) => s.groups);
  const { scope } = content;
  const value = scope.is === 'group' ? scope.group : scope.is;
  const isKnown = scope.is !== 'group' || groups.some((group) => group.id === scope.group);
  const choices = mayChange(role, { is: 'everyone' });
  const scopeOf = (chosen: string): ReplyScope =>
    chosen === 'personal' || chosen === 'everyone' ? { is: chosen } : { is: 'group', group: chosen };
  return (
    <Labelled label={t`For whom`}>
      {(input) => (
        <select
          id={input}
          value={value}
          data-testid="reply-scope"
          onChange={(event) => edit(id, { scope: scopeOf(event.target.value) })}
          className={control}
        >
          <option value="personal">{names.personal}</option>
          {(choices || scope.is === 'everyone') && <option value="everyone">{names.everyone}</option>}
          {groups
            .filter((group) => choices || group.id === value)
            .map((group) => (
              <option key={group.id} value={group.id}>
                {group.name}
              </option>
            ))}
          {!isKnown && <option value={value}>{t`A group that is gone`}</option>}
        </select>
      )}
    </Labelled>
  );
}

/** Moves it: a folder that nobody has made yet is made by naming it. */
export function FolderField({ draft: { id, content } }: FieldProps) {
  const { t } = useLingui();
  const list = useId();
  const replies = useEditor((s) => s.replies);
  const folders = [...new Set([...replies.values()].map(({ folder }) => folder))].filter(Boolean).sort();
  return (
    <Labelled label={t`Folder`}>
      {(input) => (
        <>
          <input
            id={input}
            type="text"
            list={list}
            dir="auto"
            spellCheck={false}
            maxLength={120}
            value={content.folder}
            placeholder={t`none, or a / b`}
            data-testid="reply-folder"
            onChange={(event) => edit(id, { folder: event.target.value })}
            className={control}
          />
          <datalist id={list}>
            {folders.map((folder) => (
              <option key={folder} value={folder} />
            ))}
          </datalist>
        </>
      )}
    </Labelled>
  );
}
