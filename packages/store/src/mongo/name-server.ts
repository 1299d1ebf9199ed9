import type { Connection } from 'mongoose';

/** The name of the server that answered. Only MongoDB itself is called MongoDB. */
export async function nameServer(connection: Connection): Promise<string> {
  const build = await answer(connection, { buildInfo: 1 });
  const version = String(build.version ?? 'unknown');
  const place = `at ${connection.host}:${connection.port}, database ${connection.name}`;
  if (typeof build.ferretdbVersion === 'string' || typeof build.ferretdb === 'object')
    return `FerretDB (announces ${version}) ${place}`;
  if (isMongoDb(build)) return `MongoDB ${version} ${place}`;
  // Such servers do not tell their name; what kind of program answers is all there is to say.
  const { process: program } = await answer(connection, { serverStatus: 1 });
  const says = [...(typeof program === 'string' ? [`a ${program} process`] : []), `announces ${version}`];
  return `a stand-in that speaks MongoDB's protocol (${says.join(', ')}) ${place}`;
}

/** What every mongod and mongos says of its own build, and look-alikes leave out. */
function isMongoDb(build: Record<string, unknown>): boolean {
  return (
    typeof build.gitVersion === 'string' &&
    /^[0-9a-f]{40}$/.test(build.gitVersion) &&
    Array.isArray(build.modules) &&
    typeof build.buildEnvironment === 'object' &&
    typeof build.openssl === 'object'
  );
}

async function answer(connection: Connection, command: Record<string, 1>): Promise<Record<string, unknown>> {
  try {
    return (await connection.db?.admin().command(command)) ?? {};
  } catch {
    // Not every account may ask, and not every server knows the command: then the name stays vague, never wrong.
    return {};
  }
}
