import { fill } from '../../locales/fill.ts';
import type { View } from '../model.ts';
import { opensWords } from './dates.ts';
import { Icon } from './icons.tsx';
import type { Words } from './words.ts';

type LeftProps = { readonly view: View; readonly words: Words; readonly leave: () => void };

/** A message was left: what becomes of it, and how to say more. */
export function Left({ view, words, leave }: LeftProps) {
  const { contact, service } = view;
  const by = contact.email || contact.phone;
  const isOnWay = view.outbox.some((row) => row.contact && row.state !== 'refused' && row.state !== 'sent');
  const isOpen = service?.open !== false;
  return (
    <div class="card" role="status" data-yk="left">
      <h3>
        <Icon name={isOnWay ? 'clock' : 'done'} />
        {isOnWay ? words.leftSending : words.leftTitle}
      </h3>
      {isOnWay && view.line.is !== 'online' && <p>{words.leftWillGo}</p>}
      <p>{by ? fill(words.leftBy, { contact: by }) : words.leftBySome}</p>
      {isOpen && <p>{words.leftWrite}</p>}
      {!isOpen && (
        <>
          {service && <p>{opensWords(service, view.locale, words)}</p>}
          <button type="button" class="plain" data-yk="leave" onClick={leave}>
            {words.leaveMore}
          </button>
        </>
      )}
    </div>
  );
}

/** Nobody is there, and the visitor reads what was said before. */
export function Closed({ view, words, leave }: LeftProps) {
  return (
    <div class="card" data-yk="closed">
      <h3>{words.closedNow}</h3>
      {view.service && <p>{opensWords(view.service, view.locale, words)}</p>}
      <button type="button" class="plain" data-yk="leave" onClick={leave}>
        {words.leaveOpen}
      </button>
    </div>
  );
}
