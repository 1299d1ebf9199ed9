/** Any JSON value. What crosses a step border is always JSON: no Date, no BigInt, no undefined, no NaN. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export type JsonObject = { [key: string]: Json };

/** JSON Schema (2020-12 subset) as produced by zod's `toJSONSchema` and by authors of extraction schemas. */
export type JsonSchema = { [key: string]: Json };
