import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync } from 'node:zlib';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, buildApp } from './build-app.ts';
import { serveWeb } from './serve-web.ts';

let folder: string;
let app: App;
const script = 'console.log("dayshift");'.repeat(200);
const page = `<!doctype html><title>Dayshift</title>${'<p>words</p>'.repeat(200)}`;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'dayshift-web-'));
  mkdirSync(path.join(folder, 'dist/assets'), { recursive: true });
  writeFileSync(path.join(folder, 'dist/index.html'), page);
  writeFileSync(path.join(folder, 'dist/assets/app-1a2b.js'), script);
  writeFileSync(path.join(folder, 'dist/assets/app-1a2b.js.br'), brotliCompressSync('packed by the build'));
  writeFileSync(path.join(folder, 'secret.txt'), 'secret');
  const guards = { isOwnHost: () => true, isOwnOrigin: () => true, findSession: async () => undefined };
  app = await buildApp({ log: pino({ level: 'silent' }), guards, isHttps: false });
  await serveWeb(app, path.join(folder, 'dist'));
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

const get = (url: string, headers = {}) => app.inject({ url, headers });

test('hashed files are kept for ever and arrive packed as the build packed them', async () => {
  const answer = await get('/assets/app-1a2b.js', { 'accept-encoding': 'gzip, br' });
  expect(answer.headers['cache-control']).toContain('immutable');
  expect(brotliDecompressSync(answer.rawPayload).toString()).toBe('packed by the build');
  expect((await get('/assets/app-1a2b.js')).body).toBe(script);
});

test('pages of the app get index.html, packed, and are asked for again each time', async () => {
  const answer = await get('/runs/run_1?tab=x', { 'accept-encoding': 'gzip' });
  expect(gunzipSync(answer.rawPayload).toString()).toBe(page);
  expect(answer.headers['cache-control']).toBe('no-cache');
  expect((await get('/', { 'if-none-match': answer.headers.etag })).statusCode).toBe(304);
});

test('a page whose address holds an id with a dot is opened again like any other', async () => {
  const accept = 'text/html,application/xhtml+xml,*/*;q=0.8';
  expect((await get('/inbox/run_1:mail.ask', { accept })).body).toBe(page);
  expect((await get('/assets/none.js', { accept })).statusCode).toBe(404);
  expect((await get('/favicon.ico', { accept: 'image/*' })).statusCode).toBe(404);
});

test.each([
  '/../secret.txt',
  '/..%2fsecret.txt',
  '/%2e%2e/secret.txt',
  '/assets/..%5c..%5csecret.txt',
  '/assets/none.js',
  '/api/none',
])('%s is not there', async (url) => {
  const answer = await get(url);
  expect(answer.body).not.toContain('secret');
  expect([404, 400]).toContain(answer.statusCode);
});
