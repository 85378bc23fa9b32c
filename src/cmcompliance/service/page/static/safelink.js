// Addresses come from rule packs, which are not ours: only the web's own are followed.

/** @param {string | null | undefined} url @returns {string | null} */
export function followed(url) {
  if (!url) return null;
  try {
    const parsed = new URL(url);
    return (parsed.protocol === "https:" || parsed.protocol === "http:") && parsed.hostname
      ? parsed.href
      : null;
  } catch {
    return null;
  }
}
