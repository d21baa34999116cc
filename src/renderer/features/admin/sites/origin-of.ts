/** The origin of what somebody typed or copied, "shop.example.com/cart" too; null for what is no site. */
export function originOf(text: string): string | null {
  const trimmed = text.trim();
  const full = /^[a-z][a-z0-9+.-]*:\/\//iu.test(trimmed) ? trimmed : `https://${trimmed}`;
  try {
    const { protocol, origin, hostname } = new URL(full);
    // Chromium takes a host with a space in it, as one of "%20".
    const isHost = /^[a-z0-9.:[\]-]+$/iu.test(hostname);
    return /^https?:$/u.test(protocol) && isHost && origin.length <= 300 ? origin : null;
  } catch {
    return null;
  }
}
