import { call } from '../../../bridge/bridge.ts';
import { handbookTroublesOf } from '../model/check.ts';
import { handbookChanges, handbookRebased } from '../model/handbook-changes.ts';
import { handbookPlaceOf } from '../model/places.ts';
import { createDocument } from './document.ts';

/** What the house wants known of customers and done with a case, and what this admin makes of it. */
export const handbookDocument = createDocument({
  name: 'handbook',
  of: ({ handbook }) => handbook,
  read: () => call('admin.handbook.read', null),
  history: () => call('admin.handbook.history', null),
  version: (version) => call('admin.handbook.version', { version }),
  save: (version, handbook) => call('admin.handbook.save', { version, handbook }),
  restore: (version, to) => call('admin.handbook.restore', { version, to }),
  troublesOf: handbookTroublesOf,
  changesOf: handbookChanges,
  rebased: handbookRebased,
  placeOf: handbookPlaceOf,
});

export const { use: useHandbook, edit: editHandbook, load: loadHandbook } = handbookDocument;
