/**
 * The way by which a step goes on when all went well, where it has several: what the author means by “after it”. The ways of a
 * switch are all alike, so it has none.
 */
export const isMainPort = (port: string): boolean => port === 'done' || port === 'approved';
