import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
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

/** Packed once at build time, at the best ratio; the server hands the packed file out as it is. */
const packedAssets = {
  name: 'packed-assets',
  apply: 'build' as const,
  async writeBundle({ dir = '' }: { dir?: string }, bundle: Record<string, unknown>) {
    const names = Object.keys(bundle).filter(name => /\.(js|css|html|svg)$/.test(name))
    await Promise.all(
      names.map(async name => {
        const bytes = await readFile(join(dir, name))
        if (bytes.length < 1024) return
        await writeFile(join(dir, `${name}.gz`), await promisify(gzip)(bytes, { level: 9 }))
        await writeFile(join(dir, `${name}.br`), await promisify(brotliCompress)(bytes))
      }),
    )
  },
}

export default defineConfig({
  root: web,
  publicDir: `${web}public`,
  plugins: [react({ exclude: [/node_modules/, /src\/web\/(customer|phone)\//] }), themeStylesheet, packedAssets],
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
