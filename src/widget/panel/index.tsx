import { loadFiles } from 'virtual:yingke-files';
import { render } from 'preact';
import type { Locale } from '#shared/protocol/fields.ts';
import type { Panel, PanelHost } from '../contract.ts';
import { panelEn } from '../locales/en.ts';
import { panelZh } from '../locales/zh-CN.ts';
import { addSheet } from '../sheet.ts';
import { makeDraft } from './draft.ts';
import { createModel } from './model.ts';
import css from './panel.css?inline';
import { App } from './ui/app.tsx';
import type { ShowFiles } from './ui/files.tsx';
import { fitToScreen } from './ui/fit.ts';
import type { Words } from './ui/words.ts';

const words: Record<Locale, Words> = { 'zh-CN': panelZh, en: panelEn };

/** Builds the panel, hidden, and its connection; called once by the launcher. */
export function openPanel(host: PanelHost): Panel {
  addSheet(host.root, css);
  const mount = document.createElement('div');
  mount.className = 'panel-mount';
  host.frame.prepend(mount);

  let shown = false;
  let due = false;
  let gone = false;
  let life = 0;
  const draft = makeDraft(host.base);
  const model = createModel(
    host,
    () => {
      if (due || gone) return;
      due = true;
      queueMicrotask(() => {
        due = false;
        if (!gone) draw();
      });
    },
    onStranger,
  );
  /** Somebody else is here: nothing that is typed, chosen or open is theirs. */
  function onStranger(): void {
    draft.write('');
    life += 1;
  }
  /** A browser loads the part once, and one that did not get through again the next time. */
  const showFiles: ShowFiles = (into, files) =>
    void loadFiles(host.base).then(
      ({ show }) => show(into, { base: host.base, token: model.token }, files),
      () => undefined,
    );
  const fit = fitToScreen(mount, () => draw());

  function draw(): void {
    const view = model.view();
    render(
      <App
        key={life}
        view={view}
        words={words[view.locale]}
        shown={shown}
        wholeScreen={fit.isWholeScreen()}
        draft={draft}
        send={model.send}
        showFiles={showFiles}
        leave={model.leave}
        keepContact={model.keepContact}
        choose={model.choose}
        retry={model.retry}
        discard={model.discard}
        close={() => host.close(true)}
      />,
      mount,
    );
  }
  draw();

  return {
    show(focus) {
      shown = true;
      model.look(true);
      draw();
      if (!focus) return;
      // With a finger the keyboard would cover half of what was opened to be read.
      const coarse = matchMedia('(pointer: coarse)').matches;
      mount.querySelector<HTMLElement>(coarse ? '[data-yk="panel"]' : 'textarea')?.focus();
    },
    hide() {
      shown = false;
      model.look(false);
      draw();
    },
    locale: model.setLocale,
    site: model.site,
    shutdown() {
      gone = true;
      model.stop();
      fit.stop();
      render(null, mount);
      mount.remove();
    },
  };
}
