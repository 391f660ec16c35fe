import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [react()],
  server: {
    // The designer knows only same-origin addresses; while developing, the server answers them.
    proxy: { '/api': process.env['JIELI_SERVER'] ?? 'http://127.0.0.1:8080' },
  },
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2023', chunkSizeWarningLimit: 1500 },
  worker: { format: 'es' },
})
