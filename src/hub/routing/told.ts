/**
 * What everybody of a group was told last. Who comes hears the present at once, before the others do, so that a
 * group may have heard two different things; and only what everybody has heard is no news.
 */
export function createTold() {
  /** By group; null where not everybody there has heard the same. */
  const told = new Map<string, string | null>();

  return {
    /** Somebody who has just come was told this. */
    one: (groupId: string, words: string): void => {
      const before = told.get(groupId);
      told.set(groupId, before === undefined || before === words ? words : null);
    },
    /** Somebody has joined the group who has not been told. */
    unsure: (groupId: string): void => void told.set(groupId, null),
    /** Whether everybody of the group must be told this now; taken as told from here on. */
    isNews: (groupId: string, words: string): boolean => {
      const isNew = told.get(groupId) !== words;
      told.set(groupId, words);
      return isNew;
    },
    /** Nobody is left in any group but these. */
    keep: (groups: ReadonlySet<string>): void => {
      for (const groupId of told.keys()) if (!groups.has(groupId)) told.delete(groupId);
    },
  };
}
