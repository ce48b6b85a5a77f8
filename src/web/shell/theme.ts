import { createTheme, type MantineColorsTuple } from '@mantine/core'

/** Warm teal, the only accent. Shade 7 carries white text at 5.6:1. */
const teal: MantineColorsTuple = [
  '#ebf7f4',
  '#d3ede7',
  '#a9dacf',
  '#7ac6b7',
  '#4fb09f',
  '#2b9a88',
  '#14877a',
  '#0d7567',
  '#0a5f54',
  '#08483f',
]
const gray: MantineColorsTuple = [
  '#f7f7f5',
  '#f1f1ee',
  '#e7e7e3',
  '#dcdcd8',
  '#cfcfca',
  '#6c7076',
  '#5c6066',
  '#44484d',
  '#2c2f33',
  '#1b1d20',
]
const dark: MantineColorsTuple = [
  '#e7e8ea',
  '#c5c9cd',
  '#a3a9af',
  '#8d949b',
  '#383d43',
  '#2a2e33',
  '#212428',
  '#1a1c1f',
  '#131416',
  '#0c0d0e',
]

/** Mantine's, but dark enough at 7 for white words on it. */
const red: MantineColorsTuple = [
  '#fff5f5',
  '#ffe3e3',
  '#ffc9c9',
  '#ffa8a8',
  '#ff8787',
  '#f15b5b',
  '#e03131',
  '#c92a2a',
  '#b02525',
  '#8f1d1d',
]

/** 14 px body, 4 px grid, 8 px radius, one shadow. */
export const theme = createTheme({
  primaryColor: 'teal',
  primaryShade: { light: 7, dark: 7 },
  colors: { teal, gray, dark, red },
  black: '#1b1d20',
  fontFamily:
    'Inter, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Open Sans", "Helvetica Neue", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, monospace',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  fontWeights: { regular: '400', medium: '500', bold: '650' },
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.45', lg: '1.4', xl: '1.3' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
  defaultRadius: 'md',
  shadows: Object.fromEntries(
    ['xs', 'sm', 'md', 'lg', 'xl'].map(size => [size, '0 1px 2px rgb(0 0 0 / 6%), 0 8px 24px rgb(0 0 0 / 10%)']),
  ),
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '28px' },
      h2: { fontSize: '16px', lineHeight: '24px' },
      h3: { fontSize: '14px', lineHeight: '20px' },
    },
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 'lg' } },
  },
})
