export const fleetRoles = ['core', 'agent', 'effects'] as const;
export type FleetRole = (typeof fleetRoles)[number];

/** Reads `DAYSHIFT_ROLES`: `core,agent,effects` or some of them; `all` or nothing means all. Unknown names are an error. */
export function parseRoles(text: string | undefined): FleetRole[] {
  if (!text || text === 'all') return [...fleetRoles];
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.filter((name) => name !== 'api' && !(fleetRoles as readonly string[]).includes(name));
  if (unknown.length > 0) {
    throw new Error(
      `DAYSHIFT_ROLES has ${unknown.join(', ')}; it may have api, ${fleetRoles.join(', ')} or all.`,
    );
  }
  return fleetRoles.filter((role) => names.includes(role));
}
