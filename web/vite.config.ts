import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// Three areas that load apart, and the script that settles light or dark before anything is drawn. There is no
// index.html: the server writes the page (page.go) and learns the names of the files from dist/manifest.json.
export default defineConfig({
  plugins: [react()],
  base: '/',
  publicDir: false,
  build: {
    outDir: process.env.WEB_OUT ?? 'dist',
    emptyOutDir: true,
    manifest: 'manifest.json',
    sourcemap: false,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
    rollupOptions: {
      input: {
        monitoring: 'src/monitoring.tsx',
        console: 'src/console.tsx',
        platform: 'src/platform.tsx',
        scheme: 'src/scheme.ts',
      },
    },
  },
  test: { environment: 'node', include: ['src/**/*.test.ts'] },
} as Parameters<typeof defineConfig>[0])
