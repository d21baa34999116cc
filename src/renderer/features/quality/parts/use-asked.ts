import { useCallback, useEffect, useState } from 'react';
import type { IpcAnswer, IpcCall, IpcInput } from '#shared/ipc/contract.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import { call, refusedWith } from '../../../bridge/bridge.ts';
import { useDeskApp } from '../../../state/desk-app.ts';

export type Asked<T> = {
  /** Null until it is there; what was there before stays while it is asked for once more. */
  readonly value: T | null;
  readonly refusal: Refusal | null;
  readonly again: () => void;
};

type Got<T> = { readonly question: string; readonly value: T | null; readonly refusal: Refusal | null };

/** What the hub answers to that: asked when the question is another, and again when the line is back. */
export function useAsked<C extends IpcCall>(name: C, input: IpcInput<C>): Asked<IpcAnswer<C>> {
  const question = JSON.stringify(input);
  const [got, setGot] = useState<Got<IpcAnswer<C>> | null>(null);
  const [turn, setTurn] = useState(0);
  const isConnected = useDeskApp((s) => s.connection.state === 'connected');
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once more by its turn, and with a line that is back
  useEffect(() => {
    let isWanted = true;
    call(name, JSON.parse(question) as IpcInput<C>).then(
      (value) => isWanted && setGot({ question, value, refusal: null }),
      (error: unknown) =>
        isWanted &&
        setGot((before) => ({
          question,
          value: before?.question === question ? before.value : null,
          refusal: refusedWith(error),
        })),
    );
    return () => {
      isWanted = false;
    };
  }, [name, question, turn, isConnected]);
  const isOfThis = got?.question === question;
  return {
    value: isOfThis ? got.value : null,
    refusal: isOfThis ? got.refusal : null,
    again: useCallback(() => setTurn((before) => before + 1), []),
  };
}
