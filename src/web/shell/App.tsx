import { MantineProvider } from '@mantine/core'
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { ApiError } from '../api.ts'
import { Toasts } from '../ui/toast.tsx'
import { LangProvider } from './lang.tsx'
import { router } from './router.tsx'
import { theme } from './theme.ts'

/** Only what may heal by itself is asked again: no answer, or a server that is starting. */
const retry = (count: number, error: Error): boolean =>
  count < 2 && error instanceof ApiError && (error.code === 'offline' || error.code === 'unavailable')

/** Whoever's session ended signs in where he is; what he typed waits as a draft. */
const noticeEnd = (error: Error): void => {
  if (error instanceof ApiError && error.code === 'signed_out') client.setQueryData(['session'], null)
}

const client: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeEnd }),
  mutationCache: new MutationCache({ onError: noticeEnd }),
  // Without a connection a write fails at once: one that waited in secret would be done when nobody expects it any more.
  defaultOptions: { queries: { retry, staleTime: 15_000 }, mutations: { retry: false, networkMode: 'always' } },
})

export function App() {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
      <LangProvider>
        <QueryClientProvider client={client}>
          <RouterProvider router={router} context={{ client }} />
          <Toasts />
        </QueryClientProvider>
      </LangProvider>
    </MantineProvider>
  )
}
