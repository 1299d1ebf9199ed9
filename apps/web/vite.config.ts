import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// `npm start` serves the built app from the API itself; this proxy is for `pnpm dev` beside a running API.
const api = 'http://127.0.0.1:4200';

export default defineConfig({
  plugins: [react()],
  server: { host: '127.0.0.1', proxy: { '/api': { target: api, changeOrigin: false } } },
  build: {
    outDir: 'dist',
    target: 'es2023',
    sourcemap: false,
    assetsInlineLimit: 2_048,
    rolldownOptions: {
      output: {
        // One chunk, evaluated before every schema: zod reads its settings when a schema is made.
        codeSplitting: {
          groups: [
            { name: 'zod', test: /[\\/]zod[\\/]|zod-without-eval/ },
            // What every page needs, in one request instead of thirty.
            {
              name: 'parts',
              test: /node_modules[\\/](react|react-dom|scheduler|@tanstack|@mantine[\\/](core|hooks|notifications|store)|@floating-ui)[\\/]/,
            },
            {
              name: 'shared',
              test: /apps[\\/]web[\\/]src[\\/](ui|api|theme|words|address)[\\/]|[\\/]lucide-react[\\/]/,
            },
          ],
        },
      },
    },
  },
});
