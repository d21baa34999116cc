import * as z from 'zod/mini';
import { crashModes } from '../diagnostics/crashes.ts';
import { longestAuthority, mostAuthorities } from '../network/authority.ts';
import { proxyModes, proxyServerPattern, scriptPattern } from '../network/choice.ts';
import { channels } from '../update/here.ts';
import { hoursPattern, updateModes } from '../update/moment.ts';
import type { Area } from './areas.ts';

export type Policy = {
  readonly schema: z.ZodMiniType;
  readonly area: Area;
  /** A value as somebody would write it, for the documentation and the templates. */
  readonly example: unknown;
};

const address = z
  .string()
  .check(z.maxLength(300), z.regex(/^https:\/\/[^/?#@\s]+$|^http:\/\/(localhost|127\.0\.0\.1)(:\d{1,5})?$/));

/**
 * Everything that IT can rule of a desk. One table, with its words in `texts.ts`: the templates for
 * Windows and macOS, the documentation, the page of effective policy and the desk itself all read it. Names are the ones that IT writes, and are never given another meaning.
 */
export const policies = {
  HubAddresses: {
    schema: z.array(address).check(z.minLength(1), z.maxLength(20)),
    area: 'connection',
    example: ['https://desk.example.com'],
  },
  SignInMethod: {
    schema: z.enum(['password', 'provider', 'both']),
    area: 'connection',
    example: 'provider',
  },
  ProxyMode: {
    schema: z.enum(proxyModes),
    area: 'connection',
    example: 'pac',
  },
  ProxyServer: {
    schema: z.string().check(z.maxLength(300), z.regex(proxyServerPattern)),
    area: 'connection',
    example: 'proxy.example.com:3128',
  },
  ProxyPacUrl: {
    schema: z.string().check(z.maxLength(500), z.regex(scriptPattern)),
    area: 'connection',
    example: 'https://proxy.example.com/proxy.pac',
  },
  ProxyBypass: {
    schema: z
      .array(z.string().check(z.minLength(1), z.maxLength(200), z.regex(/^[^\s;,]+$/)))
      .check(z.maxLength(100)),
    area: 'connection',
    example: ['*.example.com', '10.0.0.0/8'],
  },
  CertificateAuthorities: {
    schema: z
      .array(z.string().check(z.minLength(1), z.maxLength(longestAuthority)))
      .check(z.minLength(1), z.maxLength(mostAuthorities)),
    area: 'connection',
    example: ['/etc/yingke-desk/company-ca.pem'],
  },
  RetentionDays: {
    schema: z.int().check(z.minimum(1), z.maximum(3650)),
    area: 'privacy',
    example: 14,
  },
  WipeWhenSignedOut: {
    schema: z.boolean(),
    area: 'privacy',
    example: true,
  },
  CacheProtection: {
    schema: z.enum(['accept', 'memory', 'passphrase']),
    area: 'privacy',
    example: 'passphrase',
  },
  NotificationPreview: {
    schema: z.boolean(),
    area: 'privacy',
    example: false,
  },
  SeveralAccounts: {
    schema: z.boolean(),
    area: 'features',
    example: false,
  },
  HostHub: {
    schema: z.boolean(),
    area: 'features',
    example: false,
  },
  TrainingMode: {
    schema: z.boolean(),
    area: 'features',
    example: false,
  },
  LinksEnabled: {
    schema: z.boolean(),
    area: 'features',
    example: false,
  },
  Autostart: {
    schema: z.boolean(),
    area: 'features',
    example: true,
  },
  UpdateMode: {
    schema: z.enum(updateModes),
    area: 'updates',
    example: 'automatic',
  },
  UpdateChannel: {
    schema: z.enum(channels),
    area: 'updates',
    example: 'stable',
  },
  UpdateFeed: {
    schema: address,
    area: 'updates',
    example: 'https://updates.example.com',
  },
  UpdateHours: {
    schema: z.string().check(z.maxLength(11), z.regex(hoursPattern)),
    area: 'updates',
    example: '02:00-05:00',
  },
  UpdateDeadlineDays: {
    schema: z.int().check(z.minimum(0), z.maximum(60)),
    area: 'updates',
    example: 7,
  },
  Language: {
    schema: z.enum(['zh-CN', 'en']),
    area: 'look',
    example: 'zh-CN',
  },
  Theme: {
    schema: z.enum(['system', 'light', 'dark']),
    area: 'look',
    example: 'system',
  },
  Contrast: {
    schema: z.enum(['system', 'high']),
    area: 'look',
    example: 'high',
  },
  FontSize: {
    schema: z.int().check(z.minimum(90), z.maximum(150)),
    area: 'look',
    example: 110,
  },
  Density: {
    schema: z.enum(['compact', 'usual', 'roomy']),
    area: 'look',
    example: 'compact',
  },
  SendKey: {
    schema: z.enum(['enter', 'ctrl-enter']),
    area: 'look',
    example: 'ctrl-enter',
  },
  UndoSend: {
    schema: z.boolean(),
    area: 'look',
    example: true,
  },
  LogLevel: {
    schema: z.enum(['error', 'warn', 'info']),
    area: 'diagnostics',
    example: 'warn',
  },
  CrashReports: {
    schema: z.enum(crashModes),
    area: 'diagnostics',
    example: 'local',
  },
} as const satisfies Record<string, Policy>;

export type PolicyName = keyof typeof policies;
export const policyNames = Object.keys(policies) as readonly PolicyName[];
export type PolicyValue<N extends PolicyName> = z.infer<(typeof policies)[N]['schema']>;
export type PolicyValues = { readonly [N in PolicyName]?: PolicyValue<N> };

export function isPolicyName(name: string): name is PolicyName {
  return Object.hasOwn(policies, name);
}

/** The value if it is one, or why not: never the value itself, which may be anything. */
export function readPolicy<N extends PolicyName>(
  name: N,
  value: unknown,
): { readonly value: PolicyValue<N> } | { readonly why: string } {
  const read = z.safeParse(policies[name].schema, value);
  if (read.success) return { value: read.data as PolicyValue<N> };
  const at = read.error.issues[0]?.path.join('.');
  return { why: at ? `does not fit at ${at}` : 'does not fit' };
}
