import { spawn } from 'node:child_process';
import type { Environment } from '@dayshift/local-services';

/** Opens a page in the person's browser, if this machine has a screen. That it cannot is no failure: the link is printed. */
export function openBrowser(url: string, environment: Environment): void {
  const command = browserCommand(url, process.platform, environment);
  if (command === undefined) return;
  const [file, ...args] = command;
  spawn(file, args, { detached: true, stdio: 'ignore' })
    .on('error', () => undefined)
    .unref();
}

export function browserCommand(
  url: string,
  platform: NodeJS.Platform,
  environment: Environment,
): [string, ...string[]] | undefined {
  if (platform === 'darwin') return ['open', url];
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', url];
  // Without a display xdg-open would start a text browser in the terminal that shows our own lines.
  const hasDisplay = Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY);
  return hasDisplay ? ['xdg-open', url] : undefined;
}
