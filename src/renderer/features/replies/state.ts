import type { FileRef } from '#shared/domain/attached.ts';
import { newId } from '#shared/domain/key.ts';
import { tidyFolder } from '#shared/domain/replies/folders.ts';
import type { Reply, ReplyContent } from '#shared/domain/replies/reply.ts';
import type { IpcAnswer } from '#shared/ipc/contract.ts';
import { type Refusal, RefusalError } from '#shared/protocol/errors.ts';
import { maxFileBytes, maxFileName, maxFiles } from '#shared/protocol/limits.ts';
import { call, refusedWith } from '../../bridge/bridge.ts';
import { createSlice } from '../../state/slice.ts';
import { contentOf, type Draft, tidied, type View } from './model.ts';

type Use = IpcAnswer<'replies.list'>['uses'][number];

type Editor = {
  readonly state: 'loading' | 'ready' | 'failed';
  readonly known: boolean;
  readonly replies: ReadonlyMap<string, Reply>;
  readonly uses: ReadonlyMap<string, Use>;
  readonly view: View;
  readonly chosen: string | null;
  /** What is written and not saved; it stays while one looks at others. */
  readonly drafts: ReadonlyMap<string, Draft>;
  /** Why the last save or deletion was refused. */
  readonly refusal: Refusal | null;
  readonly busy: boolean;
  /** Files that are at the hub, by id: of the kept ones, and what was sent for one that is being written. */
  readonly files: ReadonlyMap<string, FileRef>;
  /** Names of files that are on their way now, and for which reply. */
  readonly sending: readonly { readonly key: string; readonly id: string; readonly name: string }[];
  /** The file that could not be sent last, and for which reply. */
  readonly failed: { readonly id: string; readonly name: string; readonly refusal: Refusal } | null;
  /** The last that was deleted, for as long as it can be put back from here. */
  readonly deleted: { readonly id: string; readonly version: number; readonly title: string } | null;
};

export const useEditor = createSlice<Editor>({
  state: 'loading',
  known: true,
  replies: new Map(),
  uses: new Map(),
  view: { folder: '', scope: null, words: '' },
  chosen: null,
  drafts: new Map(),
  refusal: null,
  busy: false,
  files: new Map(),
  sending: [],
  failed: null,
  deleted: null,
});

export async function loadReplies(): Promise<void> {
  try {
    const { replies, uses, known } = await call('replies.list', {});
    const attached = replies.flatMap((one) => one.attached.map((file) => [file.id, file] as const));
    useEditor.setState(({ files }) => ({
      files: new Map([...files, ...attached]),
      state: 'ready',
      known,
      replies: new Map(replies.map((one) => [one.id, one])),
      uses: new Map(uses.map((one) => [one.id, one])),
    }));
  } catch (error) {
    useEditor.setState({ state: 'failed', refusal: refusedWith(error) });
  }
}

export function show(change: Partial<View>): void {
  useEditor.setState(({ view }) => ({ view: { ...view, ...change } }));
}

export function choose(id: string | null): void {
  useEditor.setState({ chosen: id, refusal: null, failed: null });
}

/** What it is now: as it is being written, else as it is kept. Null for one that is not there. */
export function draftOf(
  { drafts, replies }: Pick<Editor, 'drafts' | 'replies'>,
  id: string | null,
): Draft | null {
  if (id === null) return null;
  const kept = replies.get(id);
  return (
    drafts.get(id) ?? (kept === undefined ? null : { id, version: kept.version, content: contentOf(kept) })
  );
}

export function edit(id: string, change: Partial<ReplyContent>): void {
  const state = useEditor.getState();
  const before = draftOf(state, id);
  if (before === null) return;
  const draft = { ...before, content: { ...before.content, ...change } };
  const kept = state.replies.get(id);
  const isBack =
    kept !== undefined &&
    kept.version === draft.version &&
    JSON.stringify(contentOf(kept)) === JSON.stringify(draft.content);
  useEditor.setState({ drafts: without(state.drafts, id, isBack ? null : draft), refusal: null });
}

/** Sends them to the hub and puts them to the reply; it has them when it is saved. */
export async function attach(id: string, files: readonly File[]): Promise<void> {
  for (const file of files) {
    const key = newId();
    const name = (file.name || 'image.png').slice(-maxFileName);
    const filesNow = () => draftOf(useEditor.getState(), id)?.content.files ?? [];
    useEditor.setState(({ sending }) => ({ sending: [...sending, { key, id, name }], failed: null }));
    try {
      if (filesNow().length >= maxFiles) throw new RefusalError('bad_request');
      if (file.size > maxFileBytes || file.size === 0) throw new RefusalError('file_size');
      const bytes = new Uint8Array(await file.arrayBuffer());
      const local = { key, name, type: file.type.slice(0, 100), size: file.size };
      const ref = await call('files.upload', { file: local, bytes });
      useEditor.setState((now) => ({ files: new Map(now.files).set(ref.id, ref) }));
      edit(id, { files: [...filesNow(), ref.id] });
    } catch (error) {
      useEditor.setState({ failed: { id, name, refusal: refusedWith(error) } });
    } finally {
      useEditor.setState(({ sending }) => ({ sending: sending.filter((one) => one.key !== key) }));
    }
  }
}

export function add(content: ReplyContent): void {
  const id = newId();
  useEditor.setState(({ drafts }) => ({
    drafts: without(drafts, id, { id, version: 0, content }),
    chosen: id,
    refusal: null,
  }));
}

export function discard(id: string): void {
  useEditor.setState(({ drafts, replies, chosen }) => ({
    drafts: without(drafts, id, null),
    chosen: replies.has(id) ? chosen : null,
    refusal: null,
  }));
}

/** On top of what somebody else has made of it meanwhile: it was shown, and this is meant. */
export function takeVersion(id: string): void {
  const { drafts, replies } = useEditor.getState();
  const [draft, kept] = [drafts.get(id), replies.get(id)];
  if (draft === undefined || kept === undefined) return;
  useEditor.setState({ drafts: without(drafts, id, { ...draft, version: kept.version }), refusal: null });
}

export async function save(id: string): Promise<void> {
  const draft = useEditor.getState().drafts.get(id);
  if (draft === undefined) return;
  const content = tidied({ ...draft.content, folder: tidyFolder(draft.content.folder) });
  await ask(async () => {
    const saved = await call('replies.save', { ...draft, content });
    useEditor.setState(({ drafts, replies }) => ({
      drafts: without(drafts, id, null),
      replies: new Map(replies).set(id, saved),
    }));
  });
}

export async function remove(id: string): Promise<void> {
  const kept = useEditor.getState().replies.get(id);
  if (kept === undefined) return discard(id);
  await ask(async () => {
    const { version } = await call('replies.delete', { id, version: kept.version });
    useEditor.setState(({ replies, drafts }) => ({
      replies: new Map([...replies].filter(([other]) => other !== id)),
      drafts: without(drafts, id, null),
      chosen: null,
      deleted: { id, version, title: kept.title },
    }));
  });
}

export async function putBack(): Promise<void> {
  const { deleted } = useEditor.getState();
  if (deleted === null) return;
  await ask(async () => {
    const { id, version } = deleted;
    const back = await call('replies.restore', { id, version });
    useEditor.setState(({ replies }) => ({
      replies: new Map(replies).set(id, back),
      chosen: id,
      deleted: null,
    }));
  });
}

export function forgetDeleted(): void {
  useEditor.setState({ deleted: null });
}

async function ask(run: () => Promise<void>): Promise<void> {
  useEditor.setState({ busy: true, refusal: null });
  try {
    await run();
  } catch (error) {
    useEditor.setState({ refusal: refusedWith(error) });
    // What it is now, where somebody else was faster.
    void loadReplies();
  } finally {
    useEditor.setState({ busy: false });
  }
}

function without(
  drafts: ReadonlyMap<string, Draft>,
  id: string,
  draft: Draft | null,
): ReadonlyMap<string, Draft> {
  const next = new Map(drafts);
  if (draft === null) next.delete(id);
  else next.set(id, draft);
  return next;
}
