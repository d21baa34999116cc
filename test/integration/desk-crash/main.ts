import { eventually, startTestDesk, transcriptOf } from '../desk-support.ts';

/** A desk without its window as a process: it does what it is asked over the channel of its parent. */

export type Asked = { readonly id: number; readonly name: string; readonly input: unknown };
export type Said =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly fault: string };

const [dir = '', device = ''] = process.argv.slice(2);
const desk = startTestDesk(dir, { device, cacheScript: new URL('worker.ts', import.meta.url) });
const calls = desk.desk.conversations as unknown as Record<string, (input: unknown) => Promise<unknown>>;

async function answerTo({ name, input }: Asked): Promise<unknown> {
  if (name === 'signIn') return desk.desk.signIn(input as Parameters<typeof desk.desk.signIn>[0]);
  if (name === 'connected') return desk.until('app.connection', (c) => c.state === 'connected');
  if (name === 'arrived') return desk.until('entries.added');
  if (name === 'settled') return eventually(desk, () => desk.desk.connection().pending === 0);
  if (name === 'holds') {
    const { id, lines } = input as { id: string; lines: number };
    return eventually(desk, async () => (await transcriptOf(desk, id)).length >= lines);
  }
  if (name === 'transcript') return transcriptOf(desk, input as string);
  return calls[name]?.(input);
}

process.on('message', (asked: Asked) => {
  answerTo(asked).then(
    (value) => process.send?.({ id: asked.id, value } satisfies Said),
    (error) => process.send?.({ id: asked.id, fault: String(error) } satisfies Said),
  );
});
process.on('disconnect', () => process.exit(0));
