import { connect } from 'node:net'

export interface Load {
  readonly per_second: number
  readonly p50_ms: number
  readonly p99_ms: number
  readonly answered: number
}

const HEAD_END = Buffer.from('\r\n\r\n')

/** Length of the first whole answer in the buffer, or 0. Both servers answer with a content-length. */
function answerLength(buffer: Buffer): number {
  const end = buffer.indexOf(HEAD_END)
  if (end < 0) return 0
  const head = buffer.toString('latin1', 0, end)
  if (!head.startsWith('HTTP/1.1 200')) throw new Error(`not accepted: ${head.split('\r\n')[0]}`)
  const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0)
  const whole = end + HEAD_END.length + length
  return buffer.length >= whole ? whole : 0
}

export function httpPost(path: string, body: Buffer, headers: Record<string, string>): Buffer {
  const lines = Object.entries({
    host: 'localhost',
    'content-type': 'application/json',
    'content-length': String(body.length),
    ...headers,
  })
  return Buffer.concat([
    Buffer.from(`POST ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`),
    body,
  ])
}

/** One connection: the next request leaves when the last was answered. */
function oneConnection(port: number, next: () => Buffer | undefined, took: number[]): Promise<void> {
  return new Promise((done, failed) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    let pending = Buffer.alloc(0)
    let begun = 0
    const send = () => {
      const request = next()
      if (!request) return socket.end()
      begun = performance.now()
      socket.write(request)
    }
    socket.on('connect', send)
    socket.on('data', chunk => {
      pending = pending.length ? Buffer.concat([pending, chunk]) : chunk
      try {
        const length = answerLength(pending)
        if (!length) return
        pending = pending.subarray(length)
        took.push(performance.now() - begun)
        send()
      } catch (error) {
        socket.destroy()
        failed(error)
      }
    })
    socket.on('close', () => done())
    socket.on('error', failed)
  })
}

export async function load(port: number, connections: number, requests: readonly Buffer[]): Promise<Load> {
  const took: number[] = []
  let index = 0
  const next = () => requests[index++]
  const begun = performance.now()
  await Promise.all(Array.from({ length: connections }, () => oneConnection(port, next, took)))
  const seconds = (performance.now() - begun) / 1000
  took.sort((a, b) => a - b)
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? Number.NaN
  return { per_second: took.length / seconds, p50_ms: at(0.5), p99_ms: at(0.99), answered: took.length }
}

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
