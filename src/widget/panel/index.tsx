import { extrasFile, filesFile, leaveFile } from 'virtual:yingke-extras';
import { render } from 'preact';
import type { Locale } from '#shared/protocol/fields.ts';
import type { Panel, PanelHost, Words } from '../contract.ts';
import type { FilesModule } from '../files/contract.ts';
import { addSheet } from '../sheet.ts';
import { tellDeveloper } from '../tell.ts';
import { browserClock } from './clock.ts';
import { makeDraft } from './draft.ts';
import { createModel } from './model.ts';
import css from './panel.css?inline';
import { createPart, type Extras, type LeavePart } from './parts.ts';
import { App } from './ui/app.tsx';
import type { ShowFiles } from './ui/files.tsx';
import { fitToScreen } from './ui/fit.ts';
import { watchPage } from './visits.ts';

/** Builds the panel, hidden, and its connection; called once by the launcher. */
export function openPanel(host: PanelHost, first: Words): Panel {
  addSheet(host.root, css);
  const mount = document.createElement('div');
  mount.className = 'panel-mount';
  host.frame.prepend(mount);

  let words = first;
  let shown = false;
  let due = false;
  let drawn = false;
  let gone = false;
  let life = 0;
  const draft = makeDraft(host.base);
  /** A browser loads the part once, and one that did not get through again the next time. */
  const loadFiles = (): Promise<FilesModule> => host.file(filesFile) as Promise<FilesModule>;
  const model = createModel(
    host,
    redraw,
    onStranger,
    (line, looking) => {
      if (!looking) void tellOf(line);
    },
    loadFiles,
  );
  const extras = createPart<Extras>(host, extrasFile, redraw);
  const leaving = createPart<LeavePart>(host, leaveFile, redraw);
  let alerts: ReturnType<Extras['makeAlerts']> | null = null;

  function redraw(): void {
    // What has not been drawn yet will be, as it is then.
    if (due || gone || !drawn) return;
    due = true;
    queueMicrotask(() => {
      due = false;
      if (!gone) draw();
    });
  }
  /** Somebody who is not looking hears of a new line. */
  async function tellOf(line: { readonly from: string; readonly text: string }): Promise<void> {
    const here = await extras.load();
    if (!here || gone) return;
    alerts ??= here.makeAlerts(host.frame, host.open, () => model.view().locale);
    const { quiet } = model.view();
    if (!shown || document.visibilityState !== 'visible')
      alerts.tell({ ...line, from: line.from || words.agent }, { hidden: !shown, sound: !quiet });
  }
  const back = (): void => {
    if (shown && document.visibilityState === 'visible') alerts?.quiet();
  };
  document.addEventListener('visibilitychange', back);
  /** Somebody else is here: nothing that is typed, chosen or open is theirs. */
  function onStranger(): void {
    draft.write('');
    alerts?.quiet();
    life += 1;
  }
  const showFiles: ShowFiles = (into, files) =>
    void loadFiles().then(
      ({ show }) => {
        show(into, model.door, files);
        // Larger now: the end of the log stays in sight.
        redraw();
      },
      () => undefined,
    );
  const fit = fitToScreen(mount, () => draw());
  const visits = watchPage(browserClock, model.tellPage);
  let online = false;

  function draw(): void {
    if (gone) return;
    drawn = true;
    const isOnline = model.view().line.is === 'online';
    if (isOnline && !online) visits.here();
    online = isOnline;
    render(
      <App
        key={life}
        view={model.view()}
        words={words}
        site={host.site}
        base={host.base}
        shown={shown}
        wholeScreen={fit.isWholeScreen()}
        draft={draft}
        showFiles={showFiles}
        model={model}
        extras={extras}
        leaving={leaving}
        close={() => host.close(true)}
      />,
      mount,
    );
  }
  /** The first time it is a task of its own, after what has loaded all this: the page is to be held up for moments only. */
  function drawThen(then: () => void): void {
    const now = (): void => {
      draw();
      then();
    };
    if (drawn) now();
    else setTimeout(now);
  }
  drawThen(() => {});

  /** Of several that were asked for, the last counts. */
  let wanted: Locale = host.locale;
  return {
    show(focus) {
      shown = true;
      alerts?.quiet();
      model.look(true);
      drawThen(() => {
        if (!focus || !shown) return;
        // With a finger the keyboard would cover half of what was opened to be read.
        const coarse = matchMedia('(pointer: coarse)').matches;
        mount.querySelector<HTMLElement>(coarse ? '[data-yk="panel"]' : 'textarea')?.focus();
      });
    },
    hide() {
      shown = false;
      model.look(false);
      draw();
    },
    locale(next) {
      if (next === wanted) return redraw();
      wanted = next;
      host.words(next).then(
        (said) => {
          if (gone || wanted !== next) return;
          words = said;
          model.setLocale(next);
        },
        (error: unknown) => {
          wanted = model.view().locale;
          tellDeveloper('the words of that language could not be loaded', error);
        },
      );
    },
    site: model.site,
    page: visits.soon,
    shutdown() {
      gone = true;
      document.removeEventListener('visibilitychange', back);
      alerts?.quiet();
      model.stop();
      fit.stop();
      visits.stop();
      render(null, mount);
      mount.remove();
    },
  };
}
