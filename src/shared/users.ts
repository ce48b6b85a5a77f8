import { z } from 'zod'
import { contract } from './contract.ts'
import { LANGS } from './messages.ts'
import { PERMISSIONS } from './permissions.ts'

export const Me = z.object({
  id: z.uuid(),
  username: z.string(),
  full_name: z.string(),
  role: z.enum(['admin', 'staff', 'technician']),
  language: z.enum(LANGS),
  permissions: z.array(z.enum(PERMISSIONS)),
})
export type Me = z.output<typeof Me>

export const Colleague = z.object({ id: z.uuid(), full_name: z.string(), role: z.string(), is_active: z.boolean() })

export const userContracts = {
  signIn: contract({
    method: 'POST',
    path: '/session',
    allow: 'anyone',
    summary: 'Sign in; the session is an httpOnly cookie',
    body: z.object({ username: z.string().trim().min(1).max(50), password: z.string().min(1).max(200) }),
    response: Me,
  }),
  signOut: contract({
    method: 'DELETE',
    path: '/session',
    allow: 'anyone',
    summary: 'Sign out',
    response: z.object({}),
  }),
  me: contract({
    method: 'GET',
    path: '/session',
    allow: 'signed_in',
    summary: 'Who I am and what I may',
    response: Me,
  }),
  changeMe: contract({
    method: 'PATCH',
    path: '/session',
    allow: 'signed_in',
    summary: 'Change my language',
    body: z.object({ language: z.enum(LANGS) }),
    response: Me,
  }),
  directory: contract({
    method: 'GET',
    path: '/users',
    allow: 'signed_in',
    summary: 'Names of the people who work here',
    response: z.object({ items: z.array(Colleague) }),
  }),
}
