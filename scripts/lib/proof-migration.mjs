/** What the proof of updates gives its newer version: the way back goes over a migration of the cache then. Set by nobody else. */
export const proofMigration = () => process.env.YINGKE_PROOF_MIGRATION ?? '';

/**
 * The desk with one migration more, where the proof asks for it; else nothing at all.
 * @returns {import('vite').Plugin}
 */
export function withProofMigration() {
  return {
    name: 'yingke-proof-migration',
    transform(code, id) {
      const sql = proofMigration();
      if (sql === '' || !id.endsWith('/src/main/cache/migrations/index.ts')) return null;
      const end = code.lastIndexOf(']');
      if (end < 0) this.error('the list of migrations was not found');
      const more = `, { name: 'proof', sql: ${JSON.stringify(sql)} }`;
      return { code: code.slice(0, end).replace(/,\s*$/, '') + more + code.slice(end), map: null };
    },
  };
}
