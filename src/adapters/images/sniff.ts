export type FileType = 'image/jpeg' | 'image/png' | 'image/webp' | 'application/pdf'

const EXTENSIONS: Record<string, FileType> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  pdf: 'application/pdf',
}

const starts = (bytes: Uint8Array, at: number, magic: string): boolean =>
  Buffer.from(bytes.subarray(at, at + magic.length)).toString('latin1') === magic

/** What the bytes are, whatever they are called. Null: nothing that is accepted. */
export function sniff(bytes: Uint8Array): FileType | null {
  if (starts(bytes, 0, '\xff\xd8\xff')) return 'image/jpeg'
  if (starts(bytes, 0, '\x89PNG\r\n\x1a\n')) return 'image/png'
  if (starts(bytes, 0, 'RIFF') && starts(bytes, 8, 'WEBP')) return 'image/webp'
  if (starts(bytes, 0, '%PDF-')) return 'application/pdf'
  return null
}

/** What a name or a content type claims: null when it claims nothing that is known. */
export function claimed(said: { name?: string | undefined; mime?: string | undefined }): Set<string> {
  const claims = new Set<string>()
  const extension = /\.([a-z0-9]+)$/i.exec(said.name ?? '')?.[1]?.toLowerCase()
  if (extension) claims.add(EXTENSIONS[extension] ?? extension)
  if (said.mime && said.mime !== 'application/octet-stream')
    claims.add(said.mime.split(';')[0]?.trim().toLowerCase() ?? '')
  return claims
}
