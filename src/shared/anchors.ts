/** Where the audit chain stood at a moment: kept outside the database, so that a chain cut off or written anew is found. */
export interface Anchor {
  readonly number: number
  /** Hex. */
  readonly hash: string
}

/** One line of the file of anchors: `seal_number hash time`. */
export const anchorLine = ({ number, hash }: Anchor, at: string): string => `${number} ${hash} ${at}\n`

/** All anchors, oldest first. A last line without its end is what a crash leaves, and says nothing; any other bad line throws. */
export function parseAnchors(text: string): Anchor[] {
  const lines = text.split('\n').slice(0, -1)
  return lines.map((line, index) => {
    const [, number, hash] = /^(\d{1,15}) ([0-9a-f]{64}) \S+$/.exec(line) ?? []
    if (!number || !hash) throw new Error(`line ${index + 1} of the anchors cannot be read`)
    return { number: Number(number), hash }
  })
}
