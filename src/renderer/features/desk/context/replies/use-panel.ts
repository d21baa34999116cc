import { useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { type FolderNode, folderTree } from '#shared/domain/replies/folders.ts';
import { call } from '../../../../bridge/bridge.ts';
import { type Found, searchReplies, useReplies } from '../../../../state/replies.ts';
import { useReplyPanel } from '../../../../state/reply-panel.ts';

/** As many as are shown at once; who has more looks for words or a folder. */
const most = 60;

export type Panel = {
  readonly state: 'loading' | 'ready' | 'failed';
  /** Folders right below the one that is shown; none while words are looked for. */
  readonly folders: readonly FolderNode[];
  /** The best for the words, or what is used most in this folder and below it. */
  readonly found: readonly Found[];
  /** False until they were fetched from the hub once. */
  readonly known: boolean;
};

const empty: Panel = { state: 'loading', folders: [], found: [], known: true };

/** What of the canned replies is shown, in the language of the customer. */
export function usePanel(language: string): Panel {
  const { i18n } = useLingui();
  const { folder, words } = useReplyPanel();
  const change = useReplies((s) => s.change);
  const [panel, setPanel] = useState(empty);

  // biome-ignore lint/correctness/useExhaustiveDependencies: replies that changed are looked for again
  useEffect(() => {
    let isWanted = true;
    const { compare } = new Intl.Collator(i18n.locale, { numeric: true });
    const read = async (): Promise<Panel> => {
      const [found, { replies, known }] = await Promise.all([
        searchReplies({ words, language, limit: most, folder }),
        call('replies.list', {}),
      ]);
      const tree = folderTree(
        replies.map((one) => one.folder),
        compare,
      );
      return { state: 'ready', found, known, folders: words.trim() === '' ? below(tree, folder) : [] };
    };
    read().then(
      (next) => isWanted && setPanel(next),
      () => isWanted && setPanel({ ...empty, state: 'failed' }),
    );
    return () => {
      isWanted = false;
    };
  }, [folder, words, language, change, i18n.locale]);
  return panel;
}

function below(tree: readonly FolderNode[], folder: string): readonly FolderNode[] {
  if (folder === '') return tree;
  for (const node of tree) {
    if (node.path === folder) return node.below;
    if (folder.startsWith(`${node.path}/`)) return below(node.below, folder);
  }
  return [];
}
