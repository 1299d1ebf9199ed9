import { gunzipSync } from 'node:zlib';
import { readTarEntry } from '../archives/read-tar-entry.ts';
import { readZipEntry } from '../archives/read-zip-entry.ts';
import { download, downloadJson, RefusedDownload } from '../download.ts';
import type { Say } from '../say.ts';
import { temporalRelease } from './temporal-release.ts';

/** The official download, asked the way Temporal's SDK asks: first what to fetch, then the archive itself. */
export async function fetchOfficialCli(say: Say): Promise<Buffer> {
  const { archiveUrl, fileToExtract } = await releaseInfo(say);
  say(`Downloading Temporal ${temporalRelease.cliVersion} from ${new URL(archiveUrl).host}…`);
  const archive = await download(archiveUrl, 'Temporal', say);
  const isWanted = (name: string) => name === fileToExtract || name.endsWith(`/${fileToExtract}`);
  const isZip = archive.readUInt32LE(0) === 0x04034b50;
  const binary = isZip ? readZipEntry(archive, isWanted) : readTarEntry(gunzipSync(archive), isWanted);
  if (binary === undefined) throw new Error(`the downloaded archive holds no ${fileToExtract}`);
  return binary;
}

async function releaseInfo(say: Say): Promise<{ archiveUrl: string; fileToExtract: string }> {
  say('Temporal is not on this machine: asking temporal.download for it…');
  const ask = (version: string) => downloadJson(releaseUrl(version, process.platform, process.arch));
  // The exact version first; where the address no longer knows it, what it recommends for our SDK.
  const info = await ask(`v${temporalRelease.cliVersion}`).catch((error: unknown) => {
    if (error instanceof RefusedDownload) return ask('default');
    throw error;
  });
  if (typeof info === 'object' && info !== null && 'archiveUrl' in info && 'fileToExtract' in info) {
    const { archiveUrl, fileToExtract } = info;
    if (
      typeof archiveUrl === 'string' &&
      archiveUrl.startsWith('https://') &&
      typeof fileToExtract === 'string'
    ) {
      return { archiveUrl, fileToExtract };
    }
  }
  throw new Error('temporal.download answered something unexpected');
}

export function releaseUrl(version: string, platform: string, architecture: string): string {
  const query = new URLSearchParams({
    arch: architecture === 'x64' ? 'amd64' : architecture,
    platform: platform === 'win32' ? 'windows' : platform,
    'sdk-name': temporalRelease.sdk.name,
    'sdk-version': temporalRelease.sdk.version,
  });
  return `https://temporal.download/cli/${version}?${query}`;
}
