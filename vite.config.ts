import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { themeCss } from './src/web/shell/theme.css.ts'

const web = fileURLToPath(new URL('./src/web/', import.meta.url))

/** Customers' pages and the simulator are entries of their own: light, and without the staff app's code. */
const entries = { index: 'main.tsx', customer: 'customer/main.tsx', phone: 'phone/main.tsx' }

/**
 * Mantine writes its theme into a style tag at run time, which `style-src 'self'` refuses.
 * Here the same variables become a stylesheet at build time.
 */
const themeStylesheet = {
  name: 'theme-stylesheet',
  resolveId: (id: string) => (id === 'virtual:theme.css' ? '\0theme.css' : undefined),
  load: (id: string) => (id === '\0theme.css' ? themeCss() : undefined),
}

export default defineConfig({
  root: web,
  publicDir: `${web}public`,
  plugins: [react({ exclude: [/node_modules/, /src\/web\/(customer|phone)\//] }), themeStylesheet],
  build: {
    outDir: fileURLToPath(new URL('./dist/', import.meta.url)),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: Object.fromEntries(
        Object.entries(entries)
          .filter(([, main]) => existsSync(web + main))
          .map(([name]) => [name, `${web}${name}.html`]),
      ),
    },
  },
  server: { proxy: { '/api': 'http://localhost:3000' } },
})
