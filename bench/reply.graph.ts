import { createServer } from 'node:http'

/** The Graph API's least: takes every call at once, and tells at /arrivals when each message reached it. A process of its own. */
const arrivals: { to: string; at: number }[] = []

createServer((request, response) => {
  const at = performance.timeOrigin + performance.now()
  let body = ''
  request.on('data', chunk => {
    body += chunk
  })
  request.on('end', () => {
    response.setHeader('content-type', 'application/json')
    if (request.url === '/arrivals') return response.end(JSON.stringify(arrivals))
    const message = body.startsWith('{') ? (JSON.parse(body) as { to?: string; type?: string }) : {}
    const to = message.to?.replace('+', '')
    if (!to || !message.type) return response.end(JSON.stringify({ success: true, data: [], id: '1' }))
    arrivals.push({ to, at })
    response.end(
      JSON.stringify({ messages: [{ id: `wamid.out-${arrivals.length}-${to}` }], contacts: [{ wa_id: to }] }),
    )
  })
}).listen(Number(process.env.PORT), '127.0.0.1', () => process.send?.('ready'))
process.on('SIGTERM', () => process.exit(0))
