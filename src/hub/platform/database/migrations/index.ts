import type { Migration } from 'kysely';
import { first } from './0001-first.ts';
import { leases } from './0002-leases.ts';
import { wayOut } from './0003-way-out.ts';
import { routing } from './0004-routing.ts';
import { ratings } from './0005-ratings.ts';
import { search } from './0006-search.ts';
import { files } from './0007-files.ts';
import { places } from './0008-places.ts';
import { replies } from './0009-replies.ts';
import { alerts } from './0010-alerts.ts';
import { messages } from './0011-messages.ts';
import { look } from './0012-look.ts';
import { customers } from './0013-customers.ts';
import { ways } from './0014-ways.ts';
import { orders } from './0015-orders.ts';
import { replyFiles } from './0016-reply-files.ts';
import { quality } from './0017-quality.ts';
import { reports } from './0018-reports.ts';
import { watch } from './0019-watch.ts';
import { supervision } from './0020-supervision.ts';
import { fileNames } from './0021-file-names.ts';
import { auditChain } from './0022-audit-chain.ts';
import { deviceWipes } from './0023-device-wipes.ts';
import { deskPolicy } from './0024-desk-policy.ts';
import { signIn } from './0025-sign-in.ts';
import { phoneNumbers } from './0026-phone-numbers.ts';
import { computers } from './0027-computers.ts';
import { qualityNotes } from './0028-quality-notes.ts';
import { signInNotice } from './0029-sign-in-notice.ts';
import { logoutHints } from './0030-logout-hints.ts';

/**
 * Every change of the tables, by number, never edited once released. They are imported, not looked
 * up in a folder, so that they are inside the bundle too.
 */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-first': first,
  '0002-leases': leases,
  '0003-way-out': wayOut,
  '0004-routing': routing,
  '0005-ratings': ratings,
  '0006-search': search,
  '0007-files': files,
  '0008-places': places,
  '0009-replies': replies,
  '0010-alerts': alerts,
  '0011-messages': messages,
  '0012-look': look,
  '0013-customers': customers,
  '0014-ways': ways,
  '0015-orders': orders,
  '0016-reply-files': replyFiles,
  '0017-quality': quality,
  '0018-reports': reports,
  '0019-watch': watch,
  '0020-supervision': supervision,
  '0021-file-names': fileNames,
  '0022-audit-chain': auditChain,
  '0023-device-wipes': deviceWipes,
  '0024-desk-policy': deskPolicy,
  '0025-sign-in': signIn,
  '0026-phone-numbers': phoneNumbers,
  '0027-computers': computers,
  '0028-quality-notes': qualityNotes,
  '0029-sign-in-notice': signInNotice,
  '0030-logout-hints': logoutHints,
};
