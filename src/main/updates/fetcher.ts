import {
  type Agent,
  type ClientRequest,
  type IncomingMessage,
  request as overHttp,
  type RequestOptions,
} from 'node:http';
import { request as overHttps } from 'node:https';
import type { AppUpdater, UpdateInfo } from 'electron-updater';
import { asksForPassword, type Kind } from '#shared/domain/update/here.ts';
import type { Manifest } from '#shared/domain/update/manifest.ts';

/** `started`: what puts it in place starts the program too; `installed`: whoever called does. */
export type Installed = 'started' | 'installed' | 'failed';

/** What fetches a package and puts it in place. */
export type Fetcher = {
  /** Resolves with the file on this computer. */
  readonly fetch: (manifest: Manifest, url: string, onProgress: (percent: number) => void) => Promise<string>;
  /** Puts it in place, now. On a Mac that ends the program. */
  readonly install: () => Installed;
};

type Library = typeof import('electron-updater');
type Options = {
  readonly library: Library;
  readonly kind: Kind;
  /** What connections to that address are made by. */
  readonly agentFor: (url: string) => Promise<Agent>;
  /** Its words go to the log without what they quote. */
  readonly onFault: (error: unknown) => void;
  /** For tests, which have no Electron. */
  readonly prepare?: (updater: AppUpdater) => void;
  readonly app?: ConstructorParameters<Library['DebUpdater']>[1];
};

/**
 * electron-updater, told what to fetch by us: its provider hands on what was signed and checked, and no file of its own is read from
 * the feed. It never looks, fetches or installs by itself.
 */
export function createFetcher({ library, kind, agentFor, onFault, prepare, app }: Options): Fetcher {
  const updater = make(library, kind, app);
  updater.autoDownload = false;
  updater.autoInstallOnAppQuit = false;
  updater.autoRunAppAfterInstall = true;
  updater.allowDowngrade = true;
  updater.disableDifferentialDownload = true;
  updater.disableWebInstaller = true;
  // What it writes names files and addresses.
  updater.logger = null;
  updater.on('error', onFault);
  prepare?.(updater);

  return {
    fetch: async (manifest, url, onProgress) => {
      updater.setFeedURL({ provider: 'custom', updateProvider: checked(library, manifest, url) as never });
      fetchBy(updater, await agentFor(url));
      const progress = ({ percent }: { percent: number }) => onProgress(Math.floor(percent));
      updater.on('download-progress', progress);
      try {
        const found = await updater.checkForUpdates();
        if (found?.isUpdateAvailable !== true) throw new Error('electron-updater sees no update');
        const [file] = await updater.downloadUpdate();
        if (file === undefined) throw new Error('electron-updater has fetched no file');
        return file;
      } finally {
        updater.off('download-progress', progress);
      }
    },
    install: () => {
      if ('install' in updater) {
        const { install } = updater as unknown as { install: (silent: boolean, again: boolean) => boolean };
        const starts = !asksForPassword(kind);
        if (!install.call(updater, true, starts)) return 'failed';
        return starts ? 'started' : 'installed';
      }
      updater.quitAndInstall();
      return 'started';
    },
  };
}

function make(library: Library, kind: Kind, app: Options['app']): AppUpdater {
  switch (kind) {
    case 'deb':
      return new library.DebUpdater(null, app);
    case 'rpm':
      return new library.RpmUpdater(null, app);
    case 'AppImage':
      return new library.AppImageUpdater(null, app);
    case 'zip':
      return new library.MacUpdater(undefined, app);
    case 'nsis':
      return new library.NsisUpdater(null, app);
    default:
      throw new Error(`a desk that came as ${kind} is not updated by itself`);
  }
}

/** In place of its own way out, which is Electron's: there is one for everything. */
function fetchBy(updater: AppUpdater, agent: Agent): void {
  const createRequest = (
    options: RequestOptions,
    callback: (answer: IncomingMessage) => void,
  ): ClientRequest => {
    const ask = options.protocol === 'http:' ? overHttp : overHttps;
    return ask({ ...options, agent }, callback);
  };
  const { httpExecutor } = updater as unknown as { readonly httpExecutor: object };
  Object.assign(httpExecutor, { createRequest });
}

/** A provider that knows one update. */
function checked({ Provider }: Library, manifest: Manifest, url: string) {
  const { version, sha512, size, released } = manifest;
  const files = [{ url, sha512, size }];
  const info: UpdateInfo = {
    ...{ version, files, path: url, sha512 },
    releaseDate: new Date(released).toISOString(),
  };
  return class Checked extends Provider<UpdateInfo> {
    constructor(_options: unknown, _updater: unknown, runtime: never) {
      super(runtime);
    }

    getLatestVersion(): Promise<UpdateInfo> {
      return Promise.resolve(info);
    }

    resolveFiles() {
      return files.map((one) => ({ url: new URL(one.url), info: one }));
    }
  };
}
