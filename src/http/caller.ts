import { isIP } from 'node:net'
import type { FastifyRequest } from 'fastify'
import type { Caller } from '../db/actor.ts'

/**
 * Where a request comes from, as the database understands an address: without the zone that a link-local one carries
 * (`fe80::1%eth0`), and nothing at all where a proxy wrote something else (`unknown`, an address with a port).
 */
export function callerOf(request: FastifyRequest): Caller {
  const [address = ''] = request.ip.split('%')
  return { ip: isIP(address) ? address : undefined, user_agent: request.headers['user-agent'] }
}
