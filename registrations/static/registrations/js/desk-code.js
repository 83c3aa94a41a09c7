/** The reference in a scanned personal link or in itself; "" when it is neither. */
export function referenceIn(typed) {
  const link = typed.match(/(?<![0-9a-zA-Z])([0-9a-f]{24})\.[0-9A-Za-z_-]{22}(?![0-9A-Za-z_-])/);
  if (link) return link[1];
  const bare = typed.trim().toLowerCase();
  return /^[0-9a-f]{24}$/.test(bare) ? bare : "";
}
