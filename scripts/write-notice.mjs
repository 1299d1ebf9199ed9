// Writes NOTICE from the installed packages: `node scripts/write-notice.mjs`. Run it when dependencies change.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { pnpmVersion } from './bootstrap/install-dependencies.mjs';

const listed = execFileSync('npx', ['-y', `pnpm@${pnpmVersion}`, 'licenses', 'list', '--json', '--prod'], {
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
  stdio: ['ignore', 'pipe', 'ignore'],
});
const sections = Object.entries(JSON.parse(listed))
  .sort(([a], [b]) => a.localeCompare(b))
  .map(([license, packages]) => {
    const names = packages.map(({ name, versions }) => `  ${name} ${versions.join(', ')}`).sort();
    return `${license}\n${names.join('\n')}`;
  });
writeFileSync(
  'NOTICE',
  `Dayshift ships with or builds upon the packages below, each under its own licence.
The fonts Inter and JetBrains Mono are under the SIL Open Font License 1.1. A local Temporal server (MIT) is fetched at
the first start and not part of this repository. MongoDB is never bundled.

${sections.join('\n\n')}
`,
);
