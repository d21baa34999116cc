/** Why a backup cannot be used. */
export type BackupFaultKind =
  /** It is none of ours. */
  | 'foreign'
  /** It ends before its end. */
  | 'cut'
  /** It is not what was written. */
  | 'damaged'
  /** Of a later program: the schema of its records is not known here. */
  | 'newer'
  /** It is under a passphrase, and this is not it. */
  | 'passphrase'
  /** It is under a passphrase, and none was given. */
  | 'sealed';

export class BackupFault extends Error {
  readonly kind: BackupFaultKind;

  constructor(kind: BackupFaultKind, message: string = kind) {
    super(message);
    this.kind = kind;
  }
}
