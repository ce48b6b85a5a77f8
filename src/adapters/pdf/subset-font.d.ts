// The published types (2.3) are older than `keepAllGlyphs` (2.9).
declare module 'subset-font' {
  export default function subsetFont(
    font: Buffer,
    text: string | undefined,
    options: {
      keepAllGlyphs?: boolean
      noHinting?: boolean
      targetFormat?: 'truetype' | 'woff' | 'woff2'
      variationAxes?: Record<string, number>
    },
  ): Promise<Buffer>
}
