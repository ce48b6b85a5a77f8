import { GraphError } from '../../shared/whatsapp/graph-error.ts'
import { TOO_LARGE } from '../../shared/whatsapp/media.ts'
import type { CloudOptions } from './cloud.options.ts'
import { USER_AGENT } from './cloud.request.ts'

const TIMEOUT_MS = 60_000
const MAX_REDIRECTS = 2

/** The token goes only to Meta's own media hosts over https, or to the configured Graph origin. */
export function mayCarryToken(url: URL, graph_url: string): boolean {
  if (url.origin === new URL(graph_url).origin) return true
  return url.protocol === 'https:' && (url.hostname === 'lookaside.fbsbx.com' || url.hostname.endsWith('.fbcdn.net'))
}

/** The bytes behind a descriptor's address. Addresses live five minutes, so this follows the descriptor at once. */
export async function downloadBytes(
  options: CloudOptions,
  descriptor: { url: string; file_size?: number | null | undefined },
  max_bytes: number,
): Promise<Uint8Array> {
  const tooLarge = () =>
    new GraphError(`the file is larger than ${max_bytes} bytes`, { code: 131052, details: TOO_LARGE, sent: 'no' })
  if ((descriptor.file_size ?? 0) > max_bytes) throw tooLarge()
  try {
    const response = await follow(options, new URL(descriptor.url), MAX_REDIRECTS)
    if (Number(response.headers.get('content-length') ?? 0) > max_bytes) throw tooLarge()
    const chunks: Uint8Array[] = []
    let size = 0
    for await (const chunk of response.body ?? []) {
      size += chunk.byteLength
      if (size > max_bytes) throw tooLarge()
      chunks.push(chunk)
    }
    return Buffer.concat(chunks)
  } catch (cause) {
    if (cause instanceof GraphError) throw cause
    throw new GraphError('the file did not arrive', { sent: 'no', cause })
  }
}

async function follow(options: CloudOptions, url: URL, redirects: number): Promise<Response> {
  if (!mayCarryToken(url, options.graph_url))
    throw new GraphError(`media on an unknown host: ${url.hostname}`, { code: 131052, sent: 'no' })
  const response = await fetch(url, {
    headers: { authorization: `Bearer ${options.access_token}`, 'user-agent': USER_AGENT },
    signal: AbortSignal.timeout(options.timeout_ms ?? TIMEOUT_MS),
    redirect: 'manual',
  })
  const location = response.headers.get('location')
  if (response.status >= 300 && response.status < 400 && location && redirects > 0)
    return follow(options, new URL(location, url), redirects - 1)
  if (!response.ok)
    throw new GraphError(`the file's address answered ${response.status}`, { http_status: response.status, sent: 'no' })
  return response
}
