import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// `npm start` serves the built app from the API itself; this proxy is for `pnpm dev` beside a running API.
const api = 'http://127.0.0.1:4400';

export default defineConfig({
  plugins: [react()],
  server: { host: '127.0.0.1', proxy: { '/api': { target: api, changeOrigin: false } } },
  build: { outDir: 'dist', target: 'es2023', sourcemap: false, assetsInlineLimit: 2_048 },
});
