import { panelFile } from 'virtual:yingke-panel';
import type { Panel, PanelModule, Site, Theme, WidgetEvents } from '../contract.ts';
import { chooseLocale } from '../language.ts';
import { launcherEn } from '../locales/en.ts';
import { launcherZh } from '../locales/zh-CN.ts';
import { readRemembered } from '../remembered.ts';
import { tellDeveloper } from '../tell.ts';
import { waysOut } from '../ways.ts';
import { makeButton } from './button.ts';
import { makeHost } from './host.ts';

export type Widget = {
  open(): void;
  close(): void;
  toggle(): void;
  locale(tag: string): void;
  theme(theme: Theme): void;
  site(): void;
  shutdown(): void;
};

export type Asked = {
  /** Where the hub is. */
  readonly base: string;
  readonly site: Site;
  readonly tag: string | null;
  readonly theme: Theme;
};

export type Emit = <E extends keyof WidgetEvents>(event: E, detail: WidgetEvents[E]) => void;

/**
 * The launcher on the page. The panel's code is fetched when it is opened for the first time, or
 * when the browser has nothing to do and this visitor has a conversation that may be answered.
 */
export function startWidget({ base, site, ...asked }: Asked, emit: Emit): Widget {
  const host = makeHost();
  const dark = matchMedia('(prefers-color-scheme: dark)');
  let { tag, theme } = asked;
  let open = false;
  let failed = false;
  let unread = 0;
  let gone = false;
  let panel: Panel | null = null;
  let loading: Promise<void> | null = null;
  let attempts = 0;

  const locale = () => chooseLocale(tag, document.documentElement.lang, navigator.language);
  const button = makeButton(host.frame, () => (open ? close(true) : show(true)));
  const draw = (): void => {
    const now = locale();
    host.frame.lang = now;
    const drawn = theme === 'auto' ? (dark.matches ? 'dark' : 'light') : theme;
    host.frame.dataset.theme = drawn;
    host.frame.style.colorScheme = drawn;
    button.show(
      {
        open,
        busy: open && panel === null,
        unread,
        failed,
        ways: failed ? waysOut(readRemembered(base).wayOut ?? {}, site) : [],
      },
      now === 'zh-CN' ? launcherZh : launcherEn,
    );
  };

  function load(): Promise<void> {
    if (loading) return loading;
    // A module that failed stays failed under its address in some browsers: ask under another.
    const again = attempts++ ? `?${attempts}` : '';
    loading = import(/* @vite-ignore */ `${base}/widget/${panelFile}${again}`)
      .then((module: PanelModule) => {
        if (gone) return;
        panel = module.openPanel({
          base,
          root: host.root,
          frame: host.frame,
          locale: locale(),
          site,
          emit,
          close,
          unread: (count) => {
            unread = count;
            draw();
          },
        });
      })
      .catch((error: unknown) => {
        loading = null;
        tellDeveloper('the panel could not be loaded', error);
      });
    return loading;
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

  dark.addEventListener('change', draw);
  draw();
  if (readRemembered(base).open === true) {
    const fetchIt = (): void => {
      if (!gone) void load();
    };
    // Safari has none, whatever the types say.
    const whenIdle = window.requestIdleCallback as typeof requestIdleCallback | undefined;
    if (whenIdle) whenIdle(fetchIt, { timeout: 5000 });
    else setTimeout(fetchIt, 1500);
  }

  return {
    // Without a click or a key just now it is the page's own doing, and the caret stays where it is.
    open: () => show(navigator.userActivation?.isActive ?? true),
    close: () => close(false),
    toggle: () => (open ? close(false) : show(navigator.userActivation?.isActive ?? true)),
    locale(next) {
      tag = next;
      draw();
      panel?.locale(locale());
    },
    theme(next) {
      theme = next;
      draw();
    },
    site: () => panel?.site(),
    shutdown() {
      gone = true;
      dark.removeEventListener('change', draw);
      close(false);
      panel?.shutdown();
      host.remove();
    },
  };
}
