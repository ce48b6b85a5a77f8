/**
 * The part that is asked for, both ends counted in; null: the whole, also when several parts are asked for at once (RFC 9110, 14.2
 * lets a server do so). Safari plays no sound from a server that cannot give a part.
 */
export function rangeOf(header: string | undefined, size: number): { from: number; to: number } | 'none' | null {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (!first && !last) return null
  const from = first ? Number(first) : Math.max(0, size - Number(last))
  const to = first && last ? Math.min(Number(last), size - 1) : size - 1
  if (first && last && Number(last) < Number(first)) return null
  return from < size && (first || Number(last) > 0) ? { from, to } : 'none'
}
