import type { Words } from '../contract.ts';
import { fill } from '../locales/fill.ts';
import type { View } from '../panel/model.ts';
import { Icon } from '../panel/ui/icons.tsx';
import { wordsIn } from './words.ts';

type LeftProps = {
  readonly view: View;
  /** The panel's. */
  readonly words: Words;
  /** When the house is open again; '' where it is, or nobody knows. */
  readonly opens: string;
  readonly leave: () => void;
};

/** A message was left: what becomes of it, and how to say more. */
export function Left({ view, opens, leave }: LeftProps) {
  const ours = wordsIn(view.locale);
  const { contact, service } = view;
  const by = contact.email || contact.phone;
  const isOnWay = view.outbox.some((row) => row.contact && row.state !== 'refused' && row.state !== 'sent');
  const isOpen = service?.open !== false;
  return (
    <div class="card" role="status" data-yk="left">
      <h3>
        <Icon name={isOnWay ? 'clock' : 'done'} />
        {isOnWay ? ours.leftSending : ours.leftTitle}
      </h3>
      {isOnWay && view.line.is !== 'online' && <p>{ours.leftWillGo}</p>}
      <p>{by ? fill(ours.leftBy, { contact: by }) : ours.leftBySome}</p>
      {isOpen && <p>{ours.leftWrite}</p>}
      {!isOpen && (
        <>
          {opens && <p>{opens}</p>}
          <button type="button" class="plain" data-yk="leave" onClick={leave}>
            {ours.leaveMore}
          </button>
        </>
      )}
    </div>
  );
}

/** Nobody is there, and the visitor reads what was said before. */
export function Closed({ view, words, opens, leave }: LeftProps) {
  return (
    <div class="card" data-yk="closed">
      <h3>{words.closedNow}</h3>
      {opens && <p>{opens}</p>}
      <button type="button" class="plain" data-yk="leave" onClick={leave}>
        {wordsIn(view.locale).leaveOpen}
      </button>
    </div>
  );
}
