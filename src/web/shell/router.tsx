import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Navigate,
} from '@tanstack/react-router'
import { INBOX_FILTERS } from '../../shared/conversations.ts'
import { zId } from '../../shared/fields.ts'
import type { Permission } from '../../shared/permissions.ts'
import type { InboxSearch } from '../features/conversations/inbox.search.ts'
import { INVOICE_SHOWS, type InvoiceSearch } from '../features/invoices/invoices.search.ts'
import type { TicketSearch } from '../features/tickets/tickets.search.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { LoadingRows } from '../ui/Loading.tsx'
import { NotFoundPage } from './NotFoundPage.tsx'
import { placesFor } from './nav.ts'
import { Root } from './Root.tsx'
import { useSession } from './session.tsx'

/** Who may be on a page has one of these; what stands on it is the server's to decide. A page for everybody says nothing. */
const needs = (...permissions: Permission[]) => ({ staticData: { needs: permissions } })

const root = createRootRouteWithContext<{ client: QueryClient }>()({
  component: Root,
  notFoundComponent: NotFoundPage,
  ...needs(),
})

function Home() {
  const { permissions } = useSession()
  return <Navigate to={placesFor(permissions)[0]?.to ?? '/tickets'} replace />
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)
const oneOf = <T extends string>(value: unknown, choices: readonly T[]): T | undefined =>
  choices.find(choice => choice === value)

/** What an address may carry; anything else in it is dropped. */
const ticketSearch = (search: Record<string, unknown>): TicketSearch => ({
  status: text(search.status),
  q: text(search.q),
  who: oneOf(search.who, ['me', 'nobody']),
})
const inboxSearch = (search: Record<string, unknown>): InboxSearch => ({
  filter: oneOf(search.filter, INBOX_FILTERS),
  label: zId.safeParse(search.label).data,
  q: text(search.q),
  at: text(search.at),
})
const invoiceSearch = (search: Record<string, unknown>): InvoiceSearch => ({
  q: text(search.q),
  show: oneOf(search.show, INVOICE_SHOWS),
})
const intakeSearch = (search: Record<string, unknown>): { customer_id?: string | undefined } => ({
  customer_id: text(search.customer_id),
})

const home = createRoute({ getParentRoute: () => root, path: '/', component: Home, ...needs() })

// One component for list and thing, so that the list stays where it was when a thing opens.
const inboxPage = lazyRouteComponent(() => import('../features/conversations/InboxPage.tsx'), 'InboxPage')
const inbox = createRoute({
  getParentRoute: () => root,
  path: '/inbox',
  component: inboxPage,
  validateSearch: inboxSearch,
  ...needs('chat.read'),
})
const conversation = createRoute({ getParentRoute: () => inbox, path: '$session_id', ...needs('chat.read') })

const ticketsPage = lazyRouteComponent(() => import('../features/tickets/TicketsPage.tsx'), 'TicketsPage')
const tickets = createRoute({
  getParentRoute: () => root,
  path: '/tickets',
  component: ticketsPage,
  ...needs('tickets.read', 'tickets.own'),
  validateSearch: ticketSearch,
})
const ticket = createRoute({
  getParentRoute: () => tickets,
  path: '$ticket_id',
  ...needs('tickets.read', 'tickets.own'),
})
const estimatePage = lazyRouteComponent(() => import('../features/quotations/EstimatePage.tsx'), 'EstimatePage')
const estimate = createRoute({
  getParentRoute: () => root,
  path: '/tickets/$ticket_id/estimate',
  component: estimatePage,
  ...needs('quotations.write', 'tickets.own'),
})

const appointmentsPage = lazyRouteComponent(
  () => import('../features/appointments/AppointmentsPage.tsx'),
  'AppointmentsPage',
)
const appointments = createRoute({
  getParentRoute: () => root,
  path: '/appointments',
  component: appointmentsPage,
  ...needs('tickets.read', 'tickets.own'),
})

const intakePage = lazyRouteComponent(() => import('../features/intake/IntakePage.tsx'), 'IntakePage')
const intake = createRoute({
  getParentRoute: () => root,
  path: '/intake',
  component: intakePage,
  ...needs('tickets.write', 'tickets.own'),
  validateSearch: intakeSearch,
})

const invoicesPage = lazyRouteComponent(() => import('../features/invoices/InvoicesPage.tsx'), 'InvoicesPage')
const invoices = createRoute({
  getParentRoute: () => root,
  path: '/invoices',
  component: invoicesPage,
  ...needs('invoices.read'),
  validateSearch: invoiceSearch,
})
const invoice = createRoute({
  getParentRoute: () => invoices,
  path: '$invoice_id',
  ...needs('invoices.read', 'tickets.own'),
})

// Sections are lines of `features/settings/sections.ts`, not routes.
const settingsPage = lazyRouteComponent(() => import('../features/settings/SettingsPage.tsx'), 'SettingsPage')
const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: settingsPage,
  ...needs('settings.write'),
})
const settingsSection = createRoute({ getParentRoute: () => settings, path: '$', ...needs('settings.write') })

const routeTree = root.addChildren([
  home,
  inbox.addChildren([conversation]),
  tickets.addChildren([ticket]),
  estimate,
  appointments,
  intake,
  invoices.addChildren([invoice]),
  settings.addChildren([settingsSection]),
])

export const router = createRouter({
  routeTree,
  context: { client: undefined as unknown as QueryClient },
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  defaultPendingComponent: () => <LoadingRows />,
  defaultErrorComponent: ({ error, reset }) => <ErrorState error={error} retry={reset} />,
  defaultNotFoundComponent: NotFoundPage,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  /** A route that does not say who may be there does not compile. */
  interface StaticDataRouteOption {
    readonly needs: readonly Permission[]
  }
  interface Register {
    router: typeof router
  }
}
