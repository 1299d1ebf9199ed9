import { parseCommand, usage } from './parse-command.ts';
import { tellWhy } from './tell-why.ts';

/** The `dayshift` command. What a command needs is loaded when it is asked for: `--help` should not start a database. */
async function main(args: string[]): Promise<number> {
  const command = parseCommand(args);
  switch (command.kind) {
    case 'help':
      console.log(usage);
      return 0;
    case 'start':
      return (await import('./start/start.ts')).start(command);
    case 'store-copy':
      return (await import('./store/copy.ts')).copy(command);
  }
}

let exitCode = 1;
try {
  exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(tellWhy(error));
}
// Everything is stopped by now. What a library may still hold open, and the bootstrap's channel, must not keep us alive.
process.exit(exitCode);
