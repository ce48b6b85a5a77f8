import {
  type Icon,
  IconCalendarEvent,
  IconFileInvoice,
  IconInbox,
  IconSettings,
  IconSquarePlus,
  IconTool,
} from '@tabler/icons-react'
import type { Permission } from '../../shared/permissions.ts'

export interface Place {
  readonly name: 'inbox' | 'tickets' | 'appointments' | 'intake' | 'invoices' | 'settings'
  /** Under a thumb there is room for a short word. */
  readonly short?: 'inbox_short' | 'intake_short' | 'appointments_short'
  readonly to: string
  readonly icon: Icon
  readonly needs: readonly Permission[]
  /** `g` and this letter go there. */
  readonly key: string
}

export const PLACES: readonly Place[] = [
  { name: 'inbox', short: 'inbox_short', to: '/inbox', icon: IconInbox, needs: ['chat.read'], key: 'i' },
  { name: 'tickets', to: '/tickets', icon: IconTool, needs: ['tickets.read', 'tickets.own'], key: 't' },
  {
    name: 'appointments',
    short: 'appointments_short',
    to: '/appointments',
    icon: IconCalendarEvent,
    needs: ['tickets.read', 'tickets.own'],
    key: 'a',
  },
  {
    name: 'intake',
    short: 'intake_short',
    to: '/intake',
    icon: IconSquarePlus,
    // In a small shop the technician stands at the counter too.
    needs: ['tickets.write', 'tickets.own'],
    key: 'n',
  },
  { name: 'invoices', to: '/invoices', icon: IconFileInvoice, needs: ['invoices.read'], key: 'v' },
  { name: 'settings', to: '/settings', icon: IconSettings, needs: ['settings.write'], key: 's' },
]

export const placesFor = (permissions: readonly Permission[]): readonly Place[] =>
  PLACES.filter(place => place.needs.some(need => permissions.includes(need)))

export const isIn = (path: string, { to }: Place): boolean => path === to || path.startsWith(`${to}/`)
