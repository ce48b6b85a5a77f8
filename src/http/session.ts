import type { FastifyReply, FastifyRequest } from 'fastify'
import { hashToken } from '../features/users/users.ts'
import { AppError } from '../shared/errors.ts'

const LASTS_SECONDS = 7 * 24 * 60 * 60

/** Over https the cookie is bound to this host alone. */
const cookieName = (secure: boolean) => (secure ? '__Host-baiki' : 'baiki')

export const sessionToken = (request: FastifyRequest, secure: boolean): string | undefined =>
  request.cookies[cookieName(secure)]

export const sessionHash = (request: FastifyRequest, secure: boolean): string => {
  const token = sessionToken(request, secure)
  if (!token) throw new AppError('signed_out')
  return hashToken(token)
}

export const setSession = (reply: FastifyReply, token: string, secure: boolean): FastifyReply =>
  reply.setCookie(cookieName(secure), token, {
    httpOnly: true,
    sameSite: 'lax',
    secure,
    path: '/',
    maxAge: LASTS_SECONDS,
  })

export const clearSession = (reply: FastifyReply, secure: boolean): FastifyReply =>
  reply.clearCookie(cookieName(secure), { httpOnly: true, sameSite: 'lax', secure, path: '/' })

/**
 * A page elsewhere cannot act with somebody's cookie: the browser says where a request comes from, and a form or an
 * image cannot set our header (a script of another origin would need a preflight that nobody answers).
 */
export function refuseCrossSite(request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const site = request.headers['sec-fetch-site']
  if (site && site !== 'same-origin' && site !== 'none') throw new AppError('cross_site')
  if (!request.headers['x-baiki-client']) throw new AppError('cross_site')
}
