import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, createRouter, Navigate } from '@tanstack/react-router'
import { ErrorState } from '../ui/ErrorState.tsx'
import { LoadingRows } from '../ui/Loading.tsx'
import { NotFoundPage } from './NotFoundPage.tsx'
import { placesFor } from './nav.ts'
import { Root } from './Root.tsx'
import { useSession } from './session.tsx'

const root = createRootRouteWithContext<{ client: QueryClient }>()({ component: Root, notFoundComponent: NotFoundPage })

function Home() {
  const { permissions } = useSession()
  return <Navigate to={placesFor(permissions)[0]?.to ?? '/tickets'} replace />
}

const home = createRoute({ getParentRoute: () => root, path: '/', component: Home })

const routeTree = root.addChildren([home])

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
  interface Register {
    router: typeof router
  }
}
