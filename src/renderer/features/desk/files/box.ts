type Size = { readonly width?: number | undefined; readonly height?: number | undefined };

/** The smallest side that can still be hit with a finger, pixels. */
const least = 44;

/** How large a picture is shown: its own shape, no side longer than `most`, none larger than it is. */
export function boxFor({ width = 240, height = 180 }: Size, most: number): { width: number; height: number } {
  const scale = Math.min(1, most / width, most / height);
  return {
    width: Math.max(least, Math.round(width * scale)),
    height: Math.max(least, Math.round(height * scale)),
  };
}
