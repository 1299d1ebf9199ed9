/** Version of how documents lie in the store. A store with a higher one belongs to a newer program. */
export const storeFormat = 1;
