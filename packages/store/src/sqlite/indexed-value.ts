/** SQL for an indexed field's value in a body. Booleans become words: as 1 and 0 they would equal numbers. */
export function indexedValue(field: string): string {
  const path = `'$.${field}'`;
  return (
    `CASE json_type(body, ${path}) ` +
    `WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE body ->> ${path} END`
  );
}
