import type { ReactNode } from 'react';
import { tell } from '../../../bridge/bridge.ts';
import { LinkedText } from '../../../ui/linked-text.tsx';

type BubbleProps = {
  readonly look: 'visitor' | 'me' | 'agent' | 'robot' | 'refused' | 'note';
  /** The first of a group points to who says it. */
  readonly first: boolean;
  readonly text: string;
  readonly label?: string | undefined;
  /** What goes along with it. */
  readonly files?: ReactNode;
  /** What it answers to. */
  readonly quote?: ReactNode;
  /** Words to be marked in it. */
  readonly marked?: string;
  readonly foot?: ReactNode;
};

const looks = {
  visitor: 'border-line bg-panel',
  me: 'border-transparent bg-mine',
  agent: 'border-line bg-panel',
  robot: 'border-transparent bg-sunk',
  refused: 'border-bad bg-panel',
  note: 'border-note-line border-dashed bg-note',
} as const;

/** What somebody said. Text only: nothing in it is ever taken for markup. */
export function Bubble({ look, first, text, label, quote, files, marked = '', foot }: BubbleProps) {
  const corner = look === 'visitor' ? 'rounded-tl-[3px]' : 'rounded-tr-[3px]';
  return (
    <div className={`min-w-0 rounded-4 border px-2.75 py-1.25 ${looks[look]} ${first ? corner : ''}`}>
      {label !== undefined && <p className="foreign truncate font-bold text-2 text-ink-2">{label}</p>}
      {quote}
      {files}
      {text !== '' && (
        <p dir="auto" className="foreign selectable whitespace-pre-wrap break-words [overflow-wrap:anywhere]">
          <LinkedText text={text} marked={marked} onOpen={openLink} />
        </p>
      )}
      {foot}
    </div>
  );
}

function openLink(url: string): void {
  tell('app.openLink', { url });
}
