/** Of an account what tells it from the others of its window. */
export type NamedAccount = {
  /** The person's own name for it; '' where they gave none. */
  readonly name: string;
  readonly workspace: string;
  readonly person: string;
  /** Address of its hub. */
  readonly hub: string;
};

/**
 * What an account is called: by its person's own word, else by its house; where two are of one house, whose it is too, and where that
 * is the same as well (a hub and its copy for trying things out), at which address. '' where nobody has signed in yet.
 */
export function accountName(account: NamedAccount, all: readonly NamedAccount[]): string {
  const { name, workspace, person, hub } = account;
  if (name !== '') return name;
  const namesakes = all.filter((one) => one.name === '' && one.workspace === workspace);
  if (namesakes.length < 2 || person === '') return workspace;
  const whose = `${workspace} · ${person}`;
  const isOnly = namesakes.filter((one) => one.person === person).length < 2;
  return isOnly || hub === '' ? whose : `${whose} · ${hub.replace(/^https?:\/\//, '')}`;
}
