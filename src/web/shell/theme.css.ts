import { convertCssVariables, DEFAULT_THEME, defaultCssVariablesResolver, mergeMantineTheme } from '@mantine/core'
import { theme } from './theme.ts'

/** What is ours beside Mantine's variables; light and dark are equals. Each text colour is AA on each ground it is used on. */
const own = {
  variables: { '--space': '4px', '--nav-width': '200px' },
  light: {
    '--ground': '#f7f7f5',
    '--surface': '#ffffff',
    '--sunken': '#f1f1ee',
    '--hover': '#f3f3f0',
    '--selected': '#e6f3f0',
    '--line': '#e4e4e0',
    '--line-strong': '#c9c9c4',
    '--text': '#1b1d20',
    '--text-quiet': '#5c6066',
    '--accent': '#0d7567',
    '--accent-text': '#0a6a5d',
    '--danger-text': '#b42318',
    '--warning-text': '#8a5a00',
    '--bubble-out': '#dcf1ea',
    '--bubble-in': '#ffffff',
    '--dot-waiting': '#8a8f96',
    '--dot-working': '#2f6fd6',
    '--dot-agreed': '#7a55c7',
    '--dot-done': '#1f8a4c',
    '--dot-attention': '#c77700',
    '--dot-bad': '#cf3a2d',
  },
  dark: {
    '--ground': '#131416',
    '--surface': '#1a1c1f',
    '--sunken': '#151719',
    '--hover': '#212428',
    '--selected': '#16322d',
    '--line': '#2a2e33',
    '--line-strong': '#474d54',
    '--text': '#e7e8ea',
    '--text-quiet': '#a3a9af',
    '--accent': '#2b9a88',
    '--accent-text': '#67c7b6',
    '--danger-text': '#ff8f84',
    '--warning-text': '#f0b65a',
    '--bubble-out': '#12403a',
    '--bubble-in': '#24282c',
    '--dot-waiting': '#8d949b',
    '--dot-working': '#6ea3f5',
    '--dot-agreed': '#b195ef',
    '--dot-done': '#4cc27e',
    '--dot-attention': '#eda83a',
    '--dot-bad': '#f4776b',
  },
}

/** Mantine's own red is too dark to read in a dark field. */
const ERROR = { '--mantine-color-error': 'var(--danger-text)' }

/** The theme as a stylesheet, written at build time (see vite.config.ts). */
export function themeCss(): string {
  const mantine = defaultCssVariablesResolver(mergeMantineTheme(DEFAULT_THEME, theme))
  return convertCssVariables(
    {
      variables: { ...mantine.variables, ...own.variables },
      light: {
        ...mantine.light,
        '--mantine-color-scheme': 'light',
        '--mantine-color-body': '#ffffff',
        ...ERROR,
        ...own.light,
      },
      dark: { ...mantine.dark, '--mantine-color-scheme': 'dark', ...ERROR, ...own.dark },
    },
    ':root',
  )
}
