import { createHash } from 'node:crypto'

/** Text into HTML; the only way in which anything from the database or a person reaches a page made here. */
export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const STYLE = `:root{color-scheme:light dark}body{margin:0;font:16px/1.6 system-ui,sans-serif;background:light-dark(#fff,#16191a);color:light-dark(#1b1f20,#e8ecec)}
main{max-width:44rem;margin:0 auto;padding:24px 20px 64px}h1{font-size:1.5rem;line-height:1.25;margin:24px 0 8px}h2{font-size:1.05rem;margin:28px 0 4px}p{margin:0 0 8px}
nav{display:flex;gap:16px;flex-wrap:wrap}a{color:light-dark(#0b6b66,#6fd0c8)}small{color:light-dark(#5a6363,#9aa5a5)}code{font:13px/1.5 ui-monospace,monospace}
pre{overflow:auto;padding:12px;border-radius:8px;background:light-dark(#f3f5f5,#22282a)}summary{cursor:pointer;padding:6px 0}b{display:inline-block;min-width:4.5em}`

/** For the content security policy: the one inline style that there is. */
export const STYLE_HASH = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`

/** A page without scripts: it opens on any phone, and a printer takes it as it is. */
export const plainPage = (lang: string, title: string, body: string): string =>
  `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body><main>${body}</main></body></html>`
