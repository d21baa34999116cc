/** How a proxy is found: as the system says, none, one that is named, or by a script. */
export const proxyModes = ['system', 'direct', 'fixed', 'pac'] as const;
export type ProxyMode = (typeof proxyModes)[number];

/** What of it somebody has settled; '' and none: nothing. */
export type ProxyChoice = {
  readonly mode: ProxyMode;
  readonly server: string;
  readonly pac: string;
  /** Hosts that need none, as Chromium writes them. */
  readonly bypass: readonly string[];
};

export const usualChoice: ProxyChoice = { mode: 'system', server: '', pac: '', bypass: [] };

/** host:port, and what is spoken with it. No name and password: those are asked for, and kept elsewhere. */
export const proxyServerPattern =
  /^(?:(?:https?|socks[45]):\/\/)?(?:\[[0-9a-fA-F:.]+\]|[^\s/?#@:;,=[\]]+):\d{1,5}$/;
export const scriptPattern = /^https?:\/\/[^\s@/?#]+(?:[/?][^\s]*)?$/;
const bypassPattern = /^[^\s;,]+$/;

/** Out of anything. What is strange is said, and counts as nothing. */
export function choiceFrom(value: unknown, say: () => void): ProxyChoice {
  if (value === undefined || value === null) return usualChoice;
  const of = typeof value === 'object' ? (value as Readonly<Record<string, unknown>>) : {};
  const mode = proxyModes.find((one) => one === of.mode);
  const fits = (text: unknown, pattern: RegExp): text is string =>
    typeof text === 'string' && text.length <= 500 && pattern.test(text);
  const server = fits(of.server, proxyServerPattern) ? of.server : '';
  const pac = fits(of.pac, scriptPattern) ? of.pac : '';
  const listed: readonly unknown[] = Array.isArray(of.bypass) ? of.bypass.slice(0, 100) : [];
  const bypass = listed.filter((one) => fits(one, bypassPattern));
  const isStrange =
    mode === undefined ||
    (of.server !== '' && server === '') ||
    (of.pac !== '' && pac === '') ||
    !Array.isArray(of.bypass) ||
    bypass.length < of.bypass.length;
  if (isStrange) say();
  return { mode: mode ?? 'system', server, pac, bypass };
}

/** What is left to say before it can be done; null: nothing. Then it is as the system has it. */
export function lacking({ mode, server, pac }: ProxyChoice): 'ProxyServer' | 'ProxyPacUrl' | null {
  if (mode === 'fixed' && server === '') return 'ProxyServer';
  return mode === 'pac' && pac === '' ? 'ProxyPacUrl' : null;
}

/** How a proxy is found after all. */
export function countingMode(choice: ProxyChoice): ProxyMode {
  return lacking(choice) === null ? choice.mode : 'system';
}
