/** Four characters that tell unknown visitors apart on a screen (the end of a UUIDv7 is random). */
export function visitorLabel(visitorId: string): string {
  return visitorId.slice(-4).toUpperCase();
}
