import { ActionIcon, type ActionIconProps, Button, type ButtonProps } from '@mantine/core'
import { createLink } from '@tanstack/react-router'
import type { AnchorHTMLAttributes } from 'react'

type Anchor = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof ButtonProps>

/** A link that looks like a button: it has an address, opens in a new tab, and is prefetched on hover. */
export const LinkButton = createLink((props: Omit<ButtonProps, 'href'> & Anchor) => <Button component="a" {...props} />)
export const LinkIcon = createLink(
  (props: Omit<ActionIconProps, 'href'> & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof ActionIconProps>) => (
    <ActionIcon component="a" {...props} />
  ),
)
