/** The origin of what somebody typed or copied, "shop.example.com/cart" too; null for what is no site. */
export function originOf(text: string): string | null {
  const trimmed = text.trim();
  const full = /^[a-z][a-z0-9+.-]*:\/\//iu.test(trimmed) ? trimmed : `https://${trimmed}`;
  try {
    const { protocol, origin, hostname } = new URL(full);
    return /^https?:$/u.test(protocol) && hostname !== '' && origin.length <= 300 ? origin : null;
  } catch {
    return null;
  }
}
