// `npm run bench`: measures what the product promises, prints one table and writes out/latest.json.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Bench } from './bench.ts';
import { type Figure, figure } from './figure.ts';
import { parts } from './parts.ts';
import { printTable } from './print-table.ts';
import { startForeignLoad } from './support/foreign-load.ts';

const wanted = process.argv.slice(2);
const unknown = wanted.filter((word) => !parts.some(({ name }) => name === word));
if (unknown.length > 0) {
  console.error(
    `There is no part "${unknown.join('", "')}": choose from ${parts.map(({ name }) => name).join(', ')}.`,
  );
  process.exit(1);
}
const chosen = parts.filter(({ name }) => wanted.length === 0 || wanted.includes(name));

const bench = new Bench();
const figures: Figure[] = [];
const failures: string[] = [];
let stopping: Promise<void> | undefined;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    // Calls under way fail when what they talk to is stopped, some of them outside any promise.
    process.on('uncaughtException', () => undefined);
    stopping = bench.stop().finally(() => process.exit(130));
  });
}
try {
  for (const { name, what, measure } of chosen) {
    const started = Date.now();
    console.log(`── ${name}: ${what}`);
    const foreignLoad = startForeignLoad();
    try {
      figures.push(...(await measure(bench)));
    } catch (error) {
      await stopping; // Ends the process.
      // The other parts are worth having all the same; the exit code tells.
      console.error(error);
      failures.push(name);
    }
    const foreign = foreignLoad();
    if (foreign !== undefined)
      figures.push(figure(`noise: cores others used during "${name}"`, foreign, 'cores'));
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    console.log(
      `── ${name}: ${seconds} s${foreign === undefined ? '' : `, others used ${foreign.toFixed(2)} cores`}`,
    );
  }
} finally {
  await bench.stop();
}

printTable(figures);
const file = path.join(import.meta.dirname, 'out', 'latest.json');
mkdirSync(path.dirname(file), { recursive: true });
writeFileSync(file, `${JSON.stringify(figures, undefined, 2)}\n`);
console.log(`\nWritten to ${path.relative(process.cwd(), file)}`);
if (failures.length > 0) {
  console.error(`Not measured: ${failures.join(', ')}.`);
  process.exitCode = 1;
}
