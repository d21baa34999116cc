import {
  appendFileSync,
  closeSync,
  existsSync,
  fdatasyncSync,
  openSync,
  readFileSync,
  writeSync,
} from 'node:fs';

/**
 * What a writer knows of its own messages, on disk beside it: before one is handed to the product it is
 * `meant`; once the product's own code says that it is kept (the desk answered, the widget stored it) it is `kept`.
 * One that is meant and not kept was cut off in between: it may have come about or not.
 */
export type Note = {
  readonly is: 'meant' | 'kept';
  readonly text: string;
  /** Key and conversation, where the writer is told of them. */
  readonly key: string | null;
  readonly conversationId: string | null;
};

export type Journal = { readonly note: (note: Note) => void; readonly close: () => void };

export function openJournal(path: string): Journal {
  const file = openSync(path, 'a');
  return {
    note: (note) => {
      writeSync(file, `${JSON.stringify(note)}\n`);
      // From here on the bench holds the product to it.
      if (note.is === 'kept') fdatasyncSync(file);
    },
    close: () => closeSync(file),
  };
}

/** All notes, in order. Whoever wrote may have been killed in the middle of the last line. */
export function readJournal(path: string): Note[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n');
  const last = lines.pop();
  if (last !== undefined && last !== '') appendFileSync(path, '\n');
  return lines.flatMap((line): Note[] => {
    try {
      return [JSON.parse(line) as Note];
    } catch {
      return [];
    }
  });
}

/** One message of a writer, in the order of writing. */
export type Written = {
  readonly text: string;
  readonly kept: boolean;
  readonly key: string | null;
  readonly conversationId: string | null;
};

export function writtenIn(notes: readonly Note[]): Written[] {
  const written = new Map<string, Written>();
  for (const { is, text, key, conversationId } of notes) {
    written.set(text, { text, kept: is === 'kept' || written.get(text)?.kept === true, key, conversationId });
  }
  return [...written.values()];
}
