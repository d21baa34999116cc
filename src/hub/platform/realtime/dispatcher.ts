import type { Answer, Refusal } from '#shared/protocol/errors.ts';
import { RefusalError, refusalOf } from '#shared/protocol/errors.ts';
import type { Role } from '#shared/protocol/handshake.ts';
import {
  type AnswerOf,
  type InputOf,
  isOfConversation,
  type Registry,
  type Scope,
} from '#shared/protocol/registry.ts';
import { type Denial, parse } from '../access/index.ts';
import type { Log } from '../log/index.ts';

/** Who is at the other end of a socket. */
export type Actor = { readonly kind: 'person' | 'visitor'; readonly id: string };

/** One handler for each event of a registry; a missing one is a type error. */
export type Handlers<R extends Registry, A> = {
  readonly [E in keyof R]: (actor: A, input: InputOf<R, E>, address?: string) => Promise<AnswerOf<R, E>>;
};

export type Dispatcher<A> = (actor: A, address: string) => (event: string, args: readonly unknown[]) => void;

/**
 * The one way in for events of a namespace (P14). What the registry does not grant is refused, with
 * a code from the table, and reported. Handlers of one socket start in the order in which its events
 * came, however long their rights take to check.
 */
export function createDispatcher<R extends Registry, A extends Actor>(options: {
  readonly registry: R;
  readonly handlers: Handlers<R, A>;
  readonly roleOf: (actor: A) => Role | 'visitor';
  /** Rejects when the actor may not do that with the conversation. */
  readonly checkScope: (actor: A, scope: Scope, conversationId: string) => Promise<void>;
  /** 0 when the event is within all rates, else the milliseconds to wait (P15). */
  readonly admit: (actor: A, event: string, address: string) => number;
  readonly report: (denial: Denial) => void;
  /** How long an event took until it was answered. Milliseconds. */
  readonly onAnswered?: (kind: Actor['kind'], took: number) => void;
  readonly log: Log;
}): Dispatcher<A> {
  const { registry, handlers, roleOf, checkScope, admit, report, onAnswered, log } = options;

  return (actor, address) => {
    let slowed = 0;
    /** Checks under way; null when there are none, and the next event need not wait. */
    let tail: Promise<void> | null = null;

    const deny = (event: string, refusal: Refusal, subject?: string, reason?: string) => {
      const { code } = refusal;
      // One line a burst: whoever sends too much must not write our log.
      if (code === 'slow_down') slowed += 1;
      else slowed = 0;
      if (code === 'slow_down' && slowed > 1) return;
      report({ code, event, actor, address, ...(subject && { subject }), ...(reason && { reason }) });
    };

    return (event, args) => {
      const rule = Object.hasOwn(registry, event) ? registry[event] : undefined;
      const isEphemeral = rule?.ephemeral === true;
      // Nobody waits for the answer to what is worth something only now.
      const ack = isEphemeral ? () => undefined : args.at(-1);
      const inputs = isEphemeral ? args : args.slice(0, -1);
      if (typeof ack !== 'function') {
        // Nobody could be told: dropped.
        deny(event, { code: 'bad_request' }, undefined, 'no_ack');
        return;
      }
      let subject: string | undefined;
      const began = performance.now();
      const answer = (value: Answer<unknown>) => {
        if (!value.ok) deny(event, value.error, subject);
        ack(value);
        if (!isEphemeral) onAnswered?.(actor.kind, performance.now() - began);
      };
      const fail = (error: unknown) => {
        const refusal = refusalOf(error);
        if (refusal.code === 'internal') log.error({ err: error, event }, 'event failed');
        answer({ ok: false, error: refusal });
      };

      try {
        const retryAfter = admit(actor, event, address);
        if (retryAfter > 0) throw new RefusalError({ code: 'slow_down', retryAfter });
        if (rule === undefined) throw new RefusalError('unknown_event');
        const input: unknown = parse(rule.input, inputs.length === 1 ? inputs[0] : undefined);
        if (!rule.roles.includes(roleOf(actor))) throw new RefusalError('forbidden');

        const handle = () => {
          // The registry's schema has just made it the handler's input.
          handlers[event as keyof R](actor, input as never, address).then(
            (value) => answer({ ok: true, value }),
            fail,
          );
        };
        const isOfNone = !isOfConversation(rule.scope);
        if (isOfNone && tail === null) return handle();
        const { conversationId } = input as { conversationId?: string };
        subject = conversationId;
        const check = (): Promise<void> => {
          if (isOfNone) return Promise.resolve();
          if (conversationId === undefined)
            return Promise.reject(new Error(`${event} names no conversation`));
          return checkScope(actor, rule.scope, conversationId);
        };
        // It neither waits for what is to be kept nor lets that wait.
        if (isEphemeral) return void check().then(handle, fail);
        const mine: Promise<void> = (tail ?? Promise.resolve()).then(check).then(handle, fail);
        tail = mine;
        void mine.then(() => {
          if (tail === mine) tail = null;
        });
      } catch (error) {
        fail(error);
      }
    };
  };
}
