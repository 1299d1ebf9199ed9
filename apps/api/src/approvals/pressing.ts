/** A question whose deadline is nearer than this comes before older ones. */
export const pressingMs = 4 * 3_600_000;
