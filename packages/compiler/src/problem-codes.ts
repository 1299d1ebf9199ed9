/** What every code means. A code is never used again for something else; the numbers leave room by topic. */
export const problemCodes = {
  PB1001: 'nothing starts the playbook',
  PB1003: 'two nodes or arrows have the same id',
  PB1004: 'an arrow leads from or to something that is not there',
  PB1005: 'an arrow leads into a trigger',
  PB1006: 'nothing leads to this step',
  PB1007: 'a container is empty',
  PB1008: 'unknown node type, or drawn with a newer program',
  PB1009: 'everything that starts the playbook is switched off',
  PB1010: 'the drawing is of a newer format',
  PB1011: 'two steps have the same key',
  PB1012: 'the container of a step is not there, is no container, or is inside itself',
  PB1013: 'a trigger is inside a container',
  PB2003: 'steps go round in a circle outside of a bounded loop',
  PB2005: 'an arrow crosses the border of a container',
  PB2010: 'a way of a switch leads nowhere',
  PB2016: 'a step with several ways is switched off',
  PB3001: 'an expression cannot be read',
  PB3002: 'an expression reads something that is not there',
  PB3003: 'types do not fit',
  PB3004: 'reads a step that has not run on every way here',
  PB3005: 'uses something forbidden',
  PB3006: 'a pattern that cannot be used',
  PB3007: 'comprehensions nested too deeply',
  PB3008: 'a field is missing or does not have the right shape',
  PB3009: 'a value is turned into text',
  PB3012: 'reads a field that is not always there',
  PB4006: 'the first wait between tries is longer than the longest',
  PB5002: 'a deadline whose way leads nowhere',
  PB5003: 'a rejection leads nowhere',
  PB5004: 'an approval without a deadline',
  PB7001: 'the plan is too large',
  PB7002: 'too many nodes or arrows',
  PB7003: 'containers nested too deeply',
} as const;

export type ProblemCode = keyof typeof problemCodes;

export const compilerLimits = {
  nestedContainers: 8,
  planBytes: 1_048_576,
  planBytesWarning: 262_144,
} as const;
