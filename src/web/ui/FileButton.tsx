import { Button } from '@mantine/core'
import type { ReactNode } from 'react'

/** A paper that opens in a tab of its own. */
export const FileButton = ({ href, icon, children }: { href: string; icon: ReactNode; children: ReactNode }) => (
  <Button component="a" href={href} target="_blank" rel="noreferrer" variant="default" size="xs" leftSection={icon}>
    {children}
  </Button>
)
