import { z } from 'zod'
import { contract } from '../../shared/contract.ts'
import { PERMISSIONS } from '../../shared/permissions.ts'

const session = z.object({
  user: z.object({ id: z.uuid(), username: z.string(), full_name: z.string(), role: z.enum(['admin', 'staff', 'technician']) }),
  permissions: z.array(z.enum(PERMISSIONS)),
})

export const sessionContracts = {
  get: contract({ method: 'GET', path: '/session', allow: 'signed_in', summary: 'Who am I', response: session }),
  signIn: contract({
    method: 'POST',
    path: '/session',
    allow: 'anyone',
    summary: 'Sign in',
    body: z.object({ username: z.string(), password: z.string() }),
    response: session,
  }),
  signOut: contract({ method: 'DELETE', path: '/session', allow: 'signed_in', summary: 'Sign out', response: z.unknown() }),
}
