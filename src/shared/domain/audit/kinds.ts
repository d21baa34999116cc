/** What a line of the audit trail is about, for whoever looks for some of them: by how its event begins. */
export const auditKinds = {
  signIn: ['sign-in.', 'sessions.', 'desk.'],
  administration: ['admin.'],
  supervision: ['supervise.'],
  content: ['reply.', 'replies.', 'quality.'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Besides these: what was refused, whatever it was about. */
export const auditFilters = ['signIn', 'administration', 'supervision', 'content', 'refused'] as const;
export type AuditFilter = (typeof auditFilters)[number];
