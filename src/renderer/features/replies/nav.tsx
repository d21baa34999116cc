import { Trans, useLingui } from '@lingui/react/macro';
import { Folder, Globe, Layers, User, Users } from 'lucide-react';
import type { ReactNode } from 'react';
import { type FolderNode, folderTree } from '#shared/domain/replies/folders.ts';
import type { ReplyScope } from '#shared/domain/replies/reply.ts';
import { useScopeNames } from '../../ui/reply-scope.ts';
import { CsvButtons } from './csv/csv-buttons.tsx';
import { FolderForm } from './folder-form.tsx';
import { show, useEditor } from './state.ts';

const icons = { personal: User, group: Users, everyone: Globe } as const;

/** By whose they are, and by folder. */
export function RepliesNav() {
  const { t, i18n } = useLingui();
  const names = useScopeNames();
  const replies = useEditor((s) => s.replies);
  const { folder, scope } = useEditor((s) => s.view);
  const all = [...replies.values()];
  const of = (is: ReplyScope['is']) => all.filter((one) => one.scope.is === is);
  const { compare } = new Intl.Collator(i18n.locale, { numeric: true });
  const tree = folderTree(
    (scope === null ? all : of(scope)).map((one) => one.folder),
    compare,
  );
  return (
    <nav
      aria-label={t`Canned replies`}
      data-region="replies-nav"
      tabIndex={-1}
      className="flex h-full flex-col overflow-y-auto pb-3"
    >
      <h1 className="flex h-11 shrink-0 items-center px-4 font-bold text-5">
        <Trans>Canned replies</Trans>
      </h1>
      <Place
        label={t`All`}
        count={all.length}
        isHere={scope === null && folder === ''}
        icon={<Layers size={14} aria-hidden="true" />}
        onGo={() => show({ scope: null, folder: '' })}
      />
      {(['personal', 'group', 'everyone'] as const).map((is) => {
        const Icon = icons[is];
        return (
          <Place
            key={is}
            label={names[is]}
            count={of(is).length}
            isHere={scope === is && folder === ''}
            icon={<Icon size={14} aria-hidden="true" />}
            onGo={() => show({ scope: is, folder: '' })}
          />
        );
      })}
      {tree.length > 0 && (
        <h2 className="px-4 pt-3 pb-1 font-bold text-1 text-ink-3">
          <Trans>Folders</Trans>
        </h2>
      )}
      <Folders nodes={tree} depth={0} chosen={folder} />
      {folder !== '' && <FolderForm folder={folder} />}
      <CsvButtons />
    </nav>
  );
}

type FoldersProps = {
  readonly nodes: readonly FolderNode[];
  readonly depth: number;
  readonly chosen: string;
};

function Folders({ nodes, depth, chosen }: FoldersProps) {
  return nodes.map((node) => (
    <div key={node.path}>
      <Place
        label={node.name}
        count={node.count}
        depth={depth}
        isHere={node.path === chosen}
        icon={<Folder size={14} aria-hidden="true" />}
        onGo={() => show({ folder: node.path })}
      />
      <Folders nodes={node.below} depth={depth + 1} chosen={chosen} />
    </div>
  ));
}

const indents = ['pl-4', 'pl-7', 'pl-10', 'pl-13', 'pl-16'] as const;

type PlaceProps = {
  readonly label: string;
  readonly count: number;
  readonly isHere: boolean;
  readonly icon: ReactNode;
  readonly depth?: number;
  readonly onGo: () => void;
};

function Place({ label, count, isHere, icon, depth = 0, onGo }: PlaceProps) {
  return (
    <button
      type="button"
      aria-current={isHere ? 'true' : undefined}
      data-testid="replies-place"
      onClick={onGo}
      className={`flex h-7.5 w-full shrink-0 items-center gap-2 pr-3 text-left ${indents[Math.min(depth, 4)]} ${isHere ? 'bg-accent-soft font-medium text-accent' : 'text-ink-2 hover:bg-hover'}`}
    >
      {icon}
      <span className="foreign min-w-0 flex-1 truncate">{label}</span>
      <span className="text-1 text-ink-3">{count}</span>
    </button>
  );
}
