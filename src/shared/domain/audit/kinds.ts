/** What a line of the audit trail is about, for whoever looks for some of them: by how its event begins. */
export const auditKinds = {
  signIn: ['sign-in.', 'sessions.', 'desk.'],
  administration: ['admin.'],
  supervision: ['supervise.'],
  content: ['reply.', 'replies.', 'quality.'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type AuditKind = keyof typeof auditKinds;
/** Besides these: what was refused, whatever it was about. */
export const auditFilters = ['signIn', 'administration', 'supervision', 'content', 'refused'] as const;
export type AuditFilter = (typeof auditFilters)[number];

/** The kind of an event; null for what stands on the trail only because it was refused. */
export function auditKindOf(event: string): AuditKind | null {
  const kinds = Object.keys(auditKinds) as AuditKind[];
  return kinds.find((kind) => auditKinds[kind].some((start) => event.startsWith(start))) ?? null;
}
