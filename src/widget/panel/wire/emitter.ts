type Listener = ((...args: unknown[]) => void) & { fn?: Listener };

/**
 * Stands in the widget's bundle for socket.io's emitter: as much of it as its client calls. A class without fields, which
 * an older browser would need helpers for.
 */
export class Emitter {
  declare private heard: Map<string, readonly Listener[]> | undefined;

  listeners(event: string): readonly Listener[] {
    return this.heard?.get(event) ?? [];
  }
  hasListeners(event: string): boolean {
    return this.listeners(event).length > 0;
  }
  on(event: string, listener: Listener): this {
    this.heard ??= new Map();
    this.heard.set(event, [...this.listeners(event), listener]);
    return this;
  }
  once(event: string, listener: Listener): this {
    const one: Listener = (...args) => {
      this.off(event, one);
      listener.apply(this, args);
    };
    one.fn = listener;
    return this.on(event, one);
  }
  /** That listener, all of that event, or all. */
  off(event?: string, listener?: Listener): this {
    if (event === undefined) this.heard?.clear();
    else
      this.heard?.set(
        event,
        this.listeners(event).filter((one) => listener && one !== listener && one.fn !== listener),
      );
    return this;
  }
  removeListener(event: string, listener: Listener): this {
    return this.off(event, listener);
  }
  removeAllListeners(event?: string): this {
    return this.off(event);
  }
  /** The library's own news: its socket's `emit` sends instead. */
  emitReserved(event: string, ...args: unknown[]): this {
    for (const listener of this.listeners(event)) listener.apply(this, args);
    return this;
  }
  emit(event: string, ...args: unknown[]): this {
    return this.emitReserved(event, ...args);
  }
}
