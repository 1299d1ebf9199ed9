import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Graph } from '@dayshift/model';
import { build } from 'vite';
import { largePlaybook } from '../support/large-playbook.ts';
import type { PaneSize } from './measure-page.ts';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
};

export interface BarePage {
  url(nodes: number, size: PaneSize): string;
  stop(): Promise<void>;
}

/** Builds the page in `bare/` for production and serves it, with the same graphs in React Flow's own terms. */
export async function startBarePage(): Promise<BarePage> {
  const folder = mkdtempSync(path.join(tmpdir(), 'dayshift-bench-bare-'));
  await build({
    configFile: false,
    root: fileURLToPath(new URL('./bare', import.meta.url)),
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true, target: 'es2023' },
  });
  const server = createServer((request, response) => {
    const wanted = new URL(request.url ?? '/', 'http://localhost').pathname;
    const graphOf = /^\/graph\/(\d+)\.json$/.exec(wanted)?.[1];
    const file = wanted === '/' ? '/index.html' : wanted;
    const type = types[path.extname(file)];
    try {
      const body =
        graphOf === undefined
          ? readFileSync(path.join(folder, file))
          : JSON.stringify(inFlowTerms(largePlaybook(Number(graphOf))));
      response.setHeader('content-type', type ?? 'application/octet-stream');
      // As the product serves its own.
      response.setHeader(
        'cache-control',
        file.startsWith('/assets/') ? 'max-age=31536000, immutable' : 'no-cache',
      );
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on TCP
  return {
    url: (nodes, { width, height }) =>
      `http://127.0.0.1:${port}/?nodes=${nodes}&width=${width}&height=${height}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function inFlowTerms(graph: Graph) {
  return {
    nodes: graph.nodes.map(({ id, position, title }) => ({ id, position, data: { label: title } })),
    edges: graph.edges.map(({ id, source, target }) => ({ id, source, target })),
  };
}
