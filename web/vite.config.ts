import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// Three areas that load apart, and the script that settles light or dark before anything is drawn. There is no
// index.html: the server writes the page (page.go) and learns the names of the files from dist/manifest.json.
export default defineConfig({
  plugins: [react()],
  base: '/',
  publicDir: false,
  // A language is two hundred kilobytes of texts, which are read as JSON in two thirds of the time that they take as a program.
  json: { stringify: true, namedExports: false },
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
      output: {
        codeSplitting: {
          // What many screens share comes as a few files, not as ninety, each asked for and read on its own. What lies in platform/ is left
          // out: staff alone read it, and it loads apart.
          groups: [
            { name: 'library', test: /node_modules/, minShareCount: 4 },
            { name: 'icons', test: /@tabler/, minShareCount: 2 },
            { name: 'parts', test: /\/src\/(?!platform\/|.*\.json$)/, minShareCount: 3 },
          ],
        },
      },
    },
  },
  // The test of texts reads the whole app: a machine that is busy with something else takes its time.
  test: { environment: 'node', include: ['src/**/*.test.ts'], testTimeout: 60_000 },
} as Parameters<typeof defineConfig>[0])
