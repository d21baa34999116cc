import { assertNever, type Entry, type EntryBody } from '#shared/domain/entry.ts';
import { filesNamed, type TransferTo, type Write } from './writes.ts';

/** P3: whether a write under a known key asks for what was done then. */
export function sameAs(known: Entry, write: Write): boolean {
  const { body } = known;
  switch (write.kind) {
    case 'visitorMessage':
      return (
        body.kind === 'message' &&
        body.text === write.text &&
        sameFiles(body, write) &&
        sameQuote(body, write.quote)
      );
    case 'leaveMessage':
      return body.kind === 'message' && body.text === write.text && sameFiles(body, write);
    case 'agentMessage':
      return (
        body.kind === 'message' &&
        body.text === write.text &&
        sameFiles(body, write) &&
        sameQuote(body, write.quote) &&
        known.conversationId === write.conversationId
      );
    case 'note':
      return (
        body.kind === 'note' &&
        body.text === write.text &&
        body.whisper === write.whisper &&
        known.conversationId === write.conversationId &&
        (body.mentions ?? []).every(({ id }) => write.mentions.includes(id))
      );
    case 'take':
      return (
        body.kind === 'assigned' &&
        (body.reason === 'taken' || body.reason === 'accepted') &&
        known.conversationId === write.conversationId
      );
    case 'accept':
      return (
        known.conversationId === write.conversationId &&
        (body.kind === 'joined' ||
          (body.kind === 'assigned' && body.reason !== 'taken' && body.to?.id === write.person.id))
      );
    case 'decline':
    case 'withdraw':
      return (
        body.kind === 'offer_ended' &&
        body.because === (write.kind === 'decline' ? 'declined' : 'withdrawn') &&
        known.conversationId === write.conversationId
      );
    case 'join':
      return (
        body.kind === 'joined' &&
        body.person.id === write.person.id &&
        known.conversationId === write.conversationId
      );
    case 'leave':
      return body.kind === 'left' && known.conversationId === write.conversationId;
    case 'wrapDone':
      return (
        body.kind === 'wrapped' &&
        JSON.stringify(body.filed) === JSON.stringify(write.filed) &&
        known.conversationId === write.conversationId
      );
    case 'invite':
      return (
        body.kind === 'offered' &&
        body.how === 'invite' &&
        body.to.id === write.to &&
        known.conversationId === write.conversationId
      );
    case 'transfer':
      return known.conversationId === write.conversationId && sameTransfer(body, write.to);
    case 'edit':
      return (
        body.kind === 'edited' &&
        body.entryId === write.entryId &&
        body.text === write.text &&
        known.conversationId === write.conversationId
      );
    case 'recall':
      return (
        body.kind === 'recalled' &&
        body.entryId === write.entryId &&
        known.conversationId === write.conversationId
      );
    case 'askRating':
      return body.kind === 'rating_asked' && known.conversationId === write.conversationId;
    case 'rate':
      return (
        body.kind === 'rated' &&
        body.score === write.score &&
        body.comment === write.comment &&
        known.conversationId === write.conversationId
      );
    case 'takeBack':
      return (
        body.kind === 'recalled' &&
        body.entryId === write.entryId &&
        known.conversationId === write.conversationId
      );
    case 'close':
      return body.kind === 'closed' && known.conversationId === write.conversationId;
    case 'route':
    case 'assign':
    case 'offer':
    case 'endOffer':
    case 'lapse':
      return false;
    default:
      return assertNever(write);
  }
}

function sameFiles({ files = [] }: Extract<EntryBody, { kind: 'message' }>, write: Write): boolean {
  const ids = filesNamed(write);
  return files.length === ids.length && files.every(({ id }, i) => id === ids[i]);
}

/** What could not be quoted was left out, so a message without a quote may have been asked for with one. */
function sameQuote({ quote }: Extract<EntryBody, { kind: 'message' }>, asked: string | undefined): boolean {
  return quote === undefined || quote.entryId === asked;
}

function sameTransfer(body: EntryBody, to: TransferTo): boolean {
  if ('groupId' in to) return body.kind === 'assigned' && body.to === null && body.group?.id === to.groupId;
  if (to.ask) return body.kind === 'offered' && body.how !== 'invite' && body.to.id === to.person;
  return body.kind === 'assigned' && body.reason === 'transferred' && body.to?.id === to.person;
}
