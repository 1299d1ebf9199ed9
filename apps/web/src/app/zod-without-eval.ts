import { z } from 'zod';

// Imported before any schema is made: zod's compiled parsers try eval, which the page's security policy forbids.
z.config({ jitless: true });
