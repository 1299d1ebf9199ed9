import { describe, expect, it } from 'vitest';
import { parseRoles } from './roles.ts';

describe('DAYSHIFT_ROLES', () => {
  it('means every role when it is missing or says all', () => {
    expect(parseRoles(undefined)).toEqual(['core', 'agent', 'effects']);
    expect(parseRoles('all')).toEqual(['core', 'agent', 'effects']);
  });

  it('picks roles, and leaves the API’s to the API', () => {
    expect(parseRoles('effects, api,core')).toEqual(['core', 'effects']);
  });

  it('names what it does not know', () => {
    expect(() => parseRoles('core,agents')).toThrow(
      'DAYSHIFT_ROLES has agents; it may have api, core, agent, effects or all.',
    );
  });
});
