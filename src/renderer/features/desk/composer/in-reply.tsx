import type { ComponentType } from 'react';
import { useComposer } from './composer-api.ts';

/** A part that is there only while one answers: what a note or a change cannot take along is not offered. */
export function inReply(Part: ComponentType): ComponentType {
  return function InReply() {
    return useComposer().mode === 'reply' ? <Part /> : null;
  };
}
