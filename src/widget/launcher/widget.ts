import { paletteFile, panelFile, wordsFiles } from 'virtual:yingke-panel';
import type { Locale } from '#shared/protocol/fields.ts';
import type {
  PaletteModule,
  Panel,
  PanelModule,
  Site,
  WidgetEvents,
  Words,
  WordsModule,
} from '../contract.ts';
import { chooseLocale } from '../language.ts';
import { launcherEn } from '../locales/en.ts';
import { launcherZh } from '../locales/zh-CN.ts';
import { lookNumber } from '../look.ts';
import { readRemembered } from '../remembered.ts';
import { tellDeveloper } from '../tell.ts';
import { makeButton } from './button.ts';
import { makeHost } from './host.ts';
import { lastWays } from './ways.ts';

export type Widget = {
  open(): void;
  close(): void;
  toggle(): void;
  /** The button is on the page, or not. */
  show(): void;
  hide(): void;
  /** The look has changed. */
  look(): void;
  site(): void;
  page(): void;
  shutdown(): void;
};

export type Emit = <E extends keyof WidgetEvents>(event: E, detail: WidgetEvents[E]) => void;

/**
 * The launcher on the page. The panel's code is fetched when it is opened for the first time, or
 * when the browser has nothing to do and this visitor has a conversation that may be answered.
 */
export function startWidget(base: string, site: Site, emit: Emit): Widget {
  const host = makeHost(lookNumber(site.zIndex, 2147483647));
  const { frame } = host;
  const dark = matchMedia('(prefers-color-scheme: dark)');
  let open = false;
  let failed = false;
  let unread = 0;
  let gone = false;
  let panel: Panel | null = null;
  let loading: Promise<void> | null = null;
  let failures = 0;
  /** The colour of which a palette was asked for last. */
  let coloured: unknown;

  const locale = () =>
    chooseLocale(String(site.locale ?? ''), document.documentElement.lang, navigator.language);
  const button = makeButton(frame, () => (open ? close(true) : show(true)));
  const draw = (): void => {
    const now = locale();
    frame.lang = now;
    const { theme } = site;
    const drawn = (theme === 'dark' || theme === 'light' ? theme === 'dark' : dark.matches)
      ? 'dark'
      : 'light';
    frame.dataset.theme = drawn;
    frame.toggleAttribute('data-left', site.position === 'left');
    const px = (name: 'x' | 'y' | 'radius', most: number): string => {
      const number = lookNumber(site[name], most);
      return number === null ? '' : `--yk-${name}:${number}px;`;
    };
    const { palette, accent } = site;
    const colours = (palette?.of === accent && palette?.[drawn]) || '';
    frame.style.cssText = `color-scheme:${drawn};${px('x', 400)}${px('y', 400)}${px('radius', 28)}${colours}`;
    button.show(
      {
        label: String((now === 'en' ? site.labelEn : site.labelZh) ?? site.label ?? '').slice(0, 40),
        open,
        busy: open && panel === null,
        unread,
        failed,
        ways: failed ? lastWays(readRemembered(base).wayOut ?? {}, site) : [],
      },
      now === 'zh-CN' ? launcherZh : launcherEn,
    );
  };

  /** A colour that the page has said needs the file that makes a palette of it; until then it is ours. */
  function colour(): void {
    const { accent } = site;
    if (!accent || accent === coloured || accent === site.palette?.of) return;
    coloured = accent;
    void fetchFile(paletteFile).then((module) => {
      if (site.accent !== accent) return;
      site.palette = (module as PaletteModule).paletteOf(accent);
      draw();
    }, lost);
  }

  function fetchFile(name: string): Promise<unknown> {
    // A module that failed stays failed under its address in some browsers: ask under another.
    return import(/* @vite-ignore */ `${base}/widget/${name}${failures ? `?${failures}` : ''}`).catch(
      (error) => {
        failures += 1;
        throw error;
      },
    );
  }
  async function fetchWords(asked: Locale): Promise<Words> {
    return ((await fetchFile(wordsFiles[asked])) as WordsModule).words;
  }
  function lost(error: unknown): void {
    tellDeveloper('not loaded', error);
  }

  function load(): Promise<void> {
    if (loading) return loading;
    const began = locale();
    loading = Promise.all([fetchFile(panelFile), fetchWords(began)])
      .then(([module, words]) => {
        if (gone) return;
        panel = (module as PanelModule).openPanel(
          {
            base,
            root: host.root,
            frame,
            locale: began,
            site,
            emit,
            close,
            open: () => show(true),
            words: fetchWords,
            file: fetchFile,
            unread: (count) => {
              if (count !== unread) emit('unread', { count });
              unread = count;
              draw();
            },
          },
          words,
        );
        speak();
      })
      .catch((error: unknown) => {
        loading = null;
        lost(error);
      });
    return loading;
  }

  /** The panel speaks the language that the page has now. */
  function speak(): void {
    panel?.locale(locale());
  }

  function show(focus: boolean): void {
    if (open || gone) return;
    open = true;
    failed = false;
    draw();
    void load().then(() => {
      if (!open || gone) return;
      if (panel === null) {
        open = false;
        failed = true;
        draw();
        return;
      }
      draw();
      panel.show(focus);
      emit('open', undefined);
    });
  }

  function close(focus: boolean): void {
    if (!open) return;
    open = false;
    panel?.hide();
    draw();
    if (focus) button.focus();
    emit('close', undefined);
  }

  /** Without a click or a key just now it is the page's own doing, and the caret stays where it is. */
  function byPage(): void {
    show(navigator.userActivation?.isActive ?? true);
  }

  dark.addEventListener('change', draw);
  colour();
  draw();
  if (readRemembered(base).open === true) {
    const fetchIt = (): void => {
      if (!gone) void load();
    };
    // Safari has none, whatever the types say: there it is fetched at once.
    ((window.requestIdleCallback as typeof requestIdleCallback | undefined) ?? setTimeout)(fetchIt);
  }

  return {
    open: byPage,
    close: () => close(false),
    toggle: () => (open ? close(false) : byPage()),
    show: () => frame.removeAttribute('data-away'),
    hide() {
      close(false);
      frame.setAttribute('data-away', '');
    },
    look() {
      colour();
      draw();
      speak();
    },
    site: () => panel?.site(),
    page: () => panel?.page(),
    shutdown() {
      gone = true;
      dark.removeEventListener('change', draw);
      close(false);
      panel?.shutdown();
      host.remove();
    },
  };
}
