/** The Cloud API's limits, in UTF-16 units where they are lengths (messages/send-messages, interactive-list, cta-url, templates). */
export const LIMITS = {
  text: 4096,
  caption: 1024,
  callback: 512,
  header: 60,
  footer: 60,
  buttons: { body: 1024, count: 3, id: 256, title: 20 },
  list: { body: 4096, button: 20, sections: 10, rows: 10, id: 200, title: 24, description: 72, section_title: 24 },
  cta_url: { body: 1024, display_text: 20 },
  template: { name: 512, body: 1024, footer: 60, buttons: 10, label: 25 },
} as const

const MB = 1024 * 1024

/** What may be sent and how large (business-phone-numbers/media). */
export const MEDIA_RULES = {
  audio: { max_bytes: 16 * MB, mime_types: ['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg'] },
  document: {
    max_bytes: 100 * MB,
    mime_types: [
      'text/plain',
      'application/pdf',
      'application/msword',
      'application/vnd.ms-excel',
      'application/vnd.ms-powerpoint',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    ],
  },
  image: { max_bytes: 5 * MB, mime_types: ['image/jpeg', 'image/png'] },
  sticker: { max_bytes: 500 * 1024, mime_types: ['image/webp'] },
  video: { max_bytes: 16 * MB, mime_types: ['video/mp4', 'video/3gpp'] },
} as const

/** Shortens a text of ours to a limit, at a word where one is near, with an ellipsis. */
export function clip(text: string, limit: number): string {
  const trimmed = text.trim()
  if (trimmed.length <= limit) return trimmed
  let cut = trimmed.slice(0, limit - 1)
  if (/[\ud800-\udbff]$/.test(cut)) cut = cut.slice(0, -1)
  const space = cut.lastIndexOf(' ')
  return `${(space > limit * 0.6 ? cut.slice(0, space) : cut).trimEnd()}…`
}
