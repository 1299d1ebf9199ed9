// Writes NOTICE from the installed packages: `node scripts/write-notice.mjs`. Run it when dependencies change.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { pnpmVersion } from './bootstrap/install-dependencies.mjs';

// The servers ship their dependencies; the web app is built into files, so its development dependencies are shipped too.
const listed = [list(['-r'], ['--prod']), list(['--filter', '@dayshift/web'], [])];
const byLicense = new Map();
for (const [license, packages] of listed.flatMap(Object.entries)) {
  const names = byLicense.get(license) ?? new Set();
  byLicense.set(license, names);
  for (const { name, versions } of packages) names.add(`  ${name} ${versions.join(', ')}`);
}
const sections = [...byLicense]
  .sort(([a], [b]) => a.localeCompare(b))
  .map(([license, names]) => `${license}\n${[...names].sort().join('\n')}`);

function list(where, which) {
  const args = ['-y', `pnpm@${pnpmVersion}`, ...where, 'licenses', 'list', '--json', ...which];
  const options = { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, stdio: ['ignore', 'pipe', 'ignore'] };
  return JSON.parse(execFileSync('npx', args, options));
}

writeFileSync(
  'NOTICE',
  `Dayshift ships with or builds upon the packages below, each under its own licence.
The fonts Inter and JetBrains Mono are under the SIL Open Font License 1.1. A local Temporal server (MIT) is fetched at
the first start and not part of this repository. MongoDB is never bundled.

${sections.join('\n\n')}
`,
);
