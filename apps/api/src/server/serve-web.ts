import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from './build-app.ts';
import { notFound } from './request-error.ts';

interface Asset {
  type: string;
  etag: string;
  isImmutable: boolean;
  raw: Buffer;
  packed: Partial<Record<'br' | 'gzip', Promise<Buffer>>>;
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
};
const packs = {
  br: (raw: Buffer) => promisify(brotliCompress)(raw, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (raw: Buffer) => promisify(gzip)(raw, { level: 9 }),
};

/**
 * Serves the built web app from memory: only files that were there at the start exist, so no address can reach another one.
 * Packed files of the build are used; others are packed once, when first asked for. Pages of the app have no file of their
 * own; they get index.html.
 */
export async function serveWeb(app: App, folder: string): Promise<void> {
  const assets = existsSync(folder) ? await readAssets(folder) : new Map<string, Asset>();
  app.get('/*', { config: { access: 'public' }, schema: { hide: true } }, async (request, reply) => {
    const wanted = request.url.split('?')[0] ?? '/';
    if (wanted.startsWith('/api/') || wanted.startsWith('/hooks/')) throw notFound('route');
    const asset = assets.get(wanted) ?? (isPage(wanted, request) ? assets.get('/index.html') : undefined);
    if (!asset) throw notFound(assets.size === 0 ? 'web app; build it first' : 'page');
    return send(request, reply, asset);
  });
}

/** Ids may hold dots (an approval's does), so what a browser opens as a page is one, whatever its address looks like. */
function isPage(wanted: string, { headers }: FastifyRequest): boolean {
  if (wanted.startsWith('/assets/')) return false;
  return path.extname(wanted) === '' || (headers.accept?.includes('text/html') ?? false);
}

async function send(request: FastifyRequest, reply: FastifyReply, asset: Asset): Promise<FastifyReply> {
  reply
    .header('etag', asset.etag)
    .header('vary', 'accept-encoding')
    .header('cache-control', asset.isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache');
  if (request.headers['if-none-match'] === asset.etag) return reply.status(304).send();
  const encoding = isPackable(asset) ? chooseEncoding(request.headers['accept-encoding'] ?? '') : undefined;
  reply.type(asset.type);
  if (!encoding) return reply.send(asset.raw);
  asset.packed[encoding] ??= packs[encoding](asset.raw);
  return reply.header('content-encoding', encoding).send(await asset.packed[encoding]);
}

async function readAssets(folder: string): Promise<Map<string, Asset>> {
  const assets = new Map<string, Asset>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    if (entry.name.endsWith('.br') || entry.name.endsWith('.gz')) continue;
    const file = path.join(entry.parentPath, entry.name);
    const address = `/${path.relative(folder, file).split(path.sep).join('/')}`;
    const raw = await readFile(file);
    assets.set(address, {
      type: types[path.extname(entry.name)] ?? 'application/octet-stream',
      etag: `"${createHash('sha256').update(raw).digest('base64url').slice(0, 22)}"`,
      // The build puts a hash of the content into these names.
      isImmutable: address.startsWith('/assets/'),
      raw,
      packed: { ...packedBeside(file, 'br', '.br'), ...packedBeside(file, 'gzip', '.gz') },
    });
  }
  return assets;
}

function packedBeside(file: string, encoding: 'br' | 'gzip', suffix: string): Asset['packed'] {
  return existsSync(file + suffix) ? { [encoding]: readFile(file + suffix) } : {};
}

function isPackable({ type, raw }: Asset): boolean {
  return raw.length > 1_000 && !/^(image\/(png|x-icon)|font\/|application\/octet)/.test(type);
}

function chooseEncoding(accepted: string): 'br' | 'gzip' | undefined {
  if (/\bbr\b/.test(accepted)) return 'br';
  return /\bgzip\b/.test(accepted) ? 'gzip' : undefined;
}
