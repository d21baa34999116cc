import { app } from 'electron';

/** `--version`, `--help`: to whoever reads standard output, in words. */
export function tellAndEnd(what: 'version' | 'help'): void {
  process.stdout.write(what === 'version' ? `Yingke ${app.getVersion()}\n` : help);
  app.exit(0);
}

const help = `Yingke, the desk for people who serve customers online

  yingke-desk [flags] [yingke://…]

  yingke://…                 show what the link names; it ends the command line
  --hidden                   start in the tray, or minimised where there is none
  --data DIR                 another data folder: another desk, beside the usual one
  --hub ADDRESS              fill in the address of the hub
  --lang zh-CN|en            language of the interface, for this run
  --cache-policy accept|memory|passphrase
                             what is done where no keychain protects what is kept
  --host [--port N] [--demo] a hub inside this desk, with people to try it out
  --wipe [--yes]             remove everything that is kept here of people and customers, and end
  --version                  say the version, and end
  --help                     say this, and end

Ends with 0 when it was quit, when the desk was running already (its window comes up), and after --version and --help;
with 1 when it could not start; with 2 for a command line that cannot be. What --wipe ends with: docs/deploying.md.
`;
