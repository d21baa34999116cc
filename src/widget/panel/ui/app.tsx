import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Contact } from '#shared/domain/entry.ts';
import type { Quote } from '#shared/domain/public-entry.ts';
import type { Site } from '../../contract.ts';
import { lookText } from '../../look.ts';
import type { Act } from '../act.ts';
import type { Draft } from '../draft.ts';
import { logLines } from '../lines.ts';
import type { Model, View } from '../model.ts';
import type { Extras, LeavePart, PartLoader } from '../parts.ts';
import type { Stand } from '../reception.ts';
import { Agents, Chosen, Face } from './agents.tsx';
import { Away } from './away.tsx';
import { Composer } from './composer.tsx';
import { opensWords } from './dates.ts';
import type { ShowFiles } from './files.tsx';
import { Header } from './header.tsx';
import { Icon } from './icons.tsx';
import { isComposing, keepFocusInside } from './keys.ts';
import { Log } from './log.tsx';
import { Queue } from './queue.tsx';
import { Quoted } from './quoted.tsx';
import type { Words } from './words.ts';

export type AppProps = {
  readonly view: View;
  readonly words: Words;
  readonly site: Site;
  readonly base: string;
  readonly shown: boolean;
  /** On a phone, where nothing of the page is left to be used. */
  readonly wholeScreen: boolean;
  readonly draft: Draft;
  readonly showFiles: ShowFiles;
  readonly model: Model;
  readonly extras: PartLoader<Extras>;
  readonly leaving: PartLoader<LeavePart>;
  readonly close: () => void;
};

/**
 * Whether the message form is there instead of the log: where nobody is there it comes by itself, unless something
 * that was left could not be sent, which is shown in the log; else when it is asked for. What was asked for counts
 * for as long as the visitor stands where they stood.
 */
function useForm({ stand, outbox }: View, isEmpty: boolean) {
  const [asked, ask] = useState<{ stand: Stand; open: boolean } | null>(null);
  const said = asked?.stand === stand ? asked.open : null;
  const comes = stand === 'closed' && outbox.every(({ state }) => state !== 'refused');
  const may = stand === 'closed' || stand === 'queued' || stand === 'left';
  return {
    isOpen: may && ((stand === 'closed' && isEmpty) || (said ?? comes)),
    open: () => ask({ stand, open: true }),
    close: () => ask({ stand, open: false }),
  };
}

/** The dialog: header, log, composer. */
export function App(props: AppProps) {
  const { view, words, site, base, shown, wholeScreen, draft, model, extras, leaving, close } = props;
  const dialog = useRef<HTMLDivElement>(null);
  const lines = useMemo(
    () => logLines(view.entries, view.outbox, view.houseSeen),
    [view.entries, view.outbox, view.houseSeen],
  );
  const form = useForm(view, lines.length === 0);
  const [busy, setBusy] = useState(false);
  const { stand, service, chosen } = view;
  // Fetched by what needs it; until it is here there is the log.
  const wasShown = useRef(false);
  wasShown.current ||= shown;
  const left =
    wasShown.current && (form.isOpen || stand === 'left' || stand === 'closed') ? leaving.now() : null;
  const isForm = left !== null && (form.isOpen || busy);
  const opens = service?.open === false ? opensWords(service, view.locale, words) : '';
  /** The draft is given up when the message is kept, not before, and until then the form stays. */
  const leave = async (text: string, contact: Contact): Promise<void> => {
    setBusy(true);
    await model.leave(text, contact);
    draft.write('');
    form.close();
    setBusy(false);
  };
  const [act, setAct] = useState<Act | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const [said, say] = useState('');
  const [quoted, setQuoted] = useState<Quote | null>(null);
  const quote = (next: Quote | null): void => {
    setQuoted(next);
    field.current?.focus();
  };
  const attach = (files: ArrayLike<File> | null | undefined): void => {
    if (files?.length)
      model.sendFiles(Array.from(files)).then(
        (wrong) => say(wrong),
        () => say(words.partFailed),
      );
  };
  // Fetched by what needs it.
  const more = act || (view.rating && shown) ? extras.now() : null;
  const reception = stand === 'begin' && service && { service, chosen, words, choose: model.choose };

  // Form and composer take each other's place: whoever was in the one goes on in the other.
  const wasInside = useRef(false);
  const root = dialog.current?.getRootNode() as ShadowRoot | undefined;
  wasInside.current = dialog.current?.contains(root?.activeElement ?? null) === true;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the change of places is what it is about
  useLayoutEffect(() => {
    if (!wasInside.current) return;
    const coarse = matchMedia('(pointer: coarse)').matches;
    ((!coarse && dialog.current?.querySelector('textarea')) || dialog.current)?.focus();
  }, [isForm]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !isComposing(event)) {
      event.preventDefault();
      if (quoted) quote(null);
      else close();
    } else if (event.key === 'Tab' && wholeScreen && dialog.current) {
      keepFocusInside(dialog.current, event);
    }
  };

  // Outside the hours nobody reads what is said: it is left by the form.
  const mayWrite = !isForm && (service?.open !== false || (stand !== 'closed' && stand !== 'left'));
  const onDrag = (event: DragEvent): void => {
    const data = event.dataTransfer;
    if (!data?.types.includes('Files')) return;
    // A page that does not want it would be left for it.
    event.preventDefault();
    const isOver = event.type === 'dragover' && mayWrite;
    dialog.current?.toggleAttribute('data-drop', isOver);
    if (event.type === 'drop' && mayWrite) attach(data.files);
  };

  return (
    <div
      ref={dialog}
      class="panel"
      data-yk="panel"
      role="dialog"
      aria-modal={wholeScreen}
      aria-labelledby="yk-title"
      aria-describedby="yk-state"
      tabIndex={-1}
      hidden={!shown}
      onKeyDown={onKeyDown}
      onDragOver={onDrag}
      onDragLeave={onDrag}
      onDrop={onDrag}
    >
      <Header
        view={view}
        words={words}
        menu={(button) => setAct({ is: 'menu', button, message: null })}
        card={(button) => setAct({ is: 'agent', button })}
        close={close}
      />
      {view.memoryOnly && (
        <p class="notice" role="status" data-yk="memory-only">
          {words.memoryOnly}
        </p>
      )}
      {(extras.failed() || leaving.failed()) && (
        <p class="notice" role="alert" data-yk="part-failed">
          {words.partFailed}
        </p>
      )}
      <Log
        lines={lines}
        locale={view.locale}
        words={words}
        loading={view.loading}
        online={view.line.is === 'online'}
        typing={view.typing}
        greeting={lookText(site, 'greeting', view.locale)}
        model={model}
        showFiles={props.showFiles}
        menu={(message, button) => setAct({ is: 'menu', button, message })}
        hidden={isForm}
      >
        {reception && <Agents {...reception} />}
      </Log>
      <Away view={view} words={words} draft={draft} />
      {isForm ? (
        <left.Leave
          {...{ view, words, opens }}
          queue={<Queue view={view} words={words} leave={null} />}
          draft={draft}
          busy={busy}
          leave={(text, contact) => void leave(text, contact)}
          keep={model.keepContact}
          back={lines.length === 0 ? null : form.close}
        />
      ) : (
        <>
          {reception && reception.service.agents.length > 0 && lines.length > 0 && (
            <details class="card">
              <summary data-yk="choose">{words.chooseTitle}</summary>
              <Agents {...reception} />
            </details>
          )}
          {/* Away for long, other ways are offered, which need the room. */}
          {stand === 'queued' && !view.longAway && <Queue view={view} words={words} leave={form.open} />}
          {left && stand === 'left' && <left.Left {...{ view, words, opens }} leave={form.open} />}
          {left && stand === 'closed' && <left.Closed {...{ view, words, opens }} leave={form.open} />}
          {more && <more.More {...{ act, setAct, view, base, model, field, quote, Face }} />}
          {reception && <Chosen {...reception} />}
          {mayWrite && quoted && (
            <div class="chosen" data-yk="quoting">
              <Quoted quote={quoted} words={words} />
              <button type="button" class="round" aria-label={words.unquote} onClick={() => quote(null)}>
                <Icon name="close" />
              </button>
            </div>
          )}
          {mayWrite && (
            <Composer
              words={words}
              draft={draft}
              again={view.conversation?.status === 'closed'}
              note={lookText(site, 'privacy', view.locale)}
              send={(text) => {
                setQuoted(null);
                return model.send(text, quoted);
              }}
              previews={view.previews}
              typing={model.typing}
              emoji={act?.is === 'emoji'}
              toggleEmoji={() => setAct(act?.is === 'emoji' ? null : { is: 'emoji' })}
              {...{ field, attach, said }}
            />
          )}
        </>
      )}
    </div>
  );
}
