export { type FleetRole, fleetRoles, parseRoles } from './roles.ts';
export { type Fleet, type FleetOptions, startFleet } from './start-fleet.ts';
