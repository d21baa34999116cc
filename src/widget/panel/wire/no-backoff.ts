/** Stands for socket.io's way of coming back, which is switched off: the line decides when. */
export class Backoff {
  reset(): void {}
  setMin(): void {}
  setMax(): void {}
  setJitter(): void {}
}
