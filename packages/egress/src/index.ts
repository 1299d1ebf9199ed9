export type { ResolvedAddress } from './address-guard.ts';
export { type AddressClass, classifyAddress } from './classify-address.ts';
export { createEgress, type Egress, type EgressOptions } from './create-egress.ts';
export { EgressError, type EgressErrorCode } from './egress-error.ts';
export type { EgressFetch, EgressRequestInit } from './guarded-fetch.ts';
